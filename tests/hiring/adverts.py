"""Job texts as people write them, to find skills in."""

GRID = """\
# Forecasting engineer (m/f/d), grid operations

We balance two regions. Every morning a plan is made from our load forecasts, hour by hour for the day ahead.

What you bring
- Proven experience with time series, ideally several steps ahead
- You know how to treat missing values: our meters have gaps
- Solid evaluation: a test harness that nobody can fool, and comparison with ARIMA
- PyTorch or Keras

Nice to have
- LSTM or temporal convolutional networks
- Ensembles
- Kafka

We offer
- 30 days off, a canteen and computer vision of the sunset from our roof
"""

STARTUP = """\
hey! we're three people building a camera that sorts leaves 🍃

you'll own everything about the model, end-to-end. you must be able to do object detection with few
examples, and you should have fought with overfitting before (and won). data augmentation, dropout, that
stuff. transfer learning from pretrained models is our bread and butter. bonus: CUDA. we don't do NLP.
degrees are not required.
"""

BANK = """\
Senior Data Scientist - Credit Risk

The Role
You will develop, validate and monitor models for default prediction on tabular data in a regulated environment.

Requirements:
* 5+ years of experience in data science
* Expertise in handling imbalanced data, feature selection and categorical features
* Strong knowledge of cross-validation and of XGBoost
* Excellent communication skills; fluent in English
Preferred qualifications:
* Hyperparameter optimisation, e.g. Optuna
* Experience with deep learning frameworks (TensorFlow)
* Uncertainty quantification would be a plus

No prior experience in deep learning is required for part-time applicants.
"""

LANGUAGE = """\
Our client, a leading provider of customer service software, is looking for a Language Engineer.

Your tasks: You classify documents and tickets, extract named entities and summarise documents. Ideally you
have worked with BERT or other transformer models, and have fine-tuned them. Must-have: NLP. Knowledge of
machine translation is an advantage, but is not a must. You have hands-on experience with tokenization.
Computer vision is not part of this role.
"""

NOTHING = """\
Gardener wanted

We look for somebody who likes to be outdoors. You prune roses, mow and water. You have a driving licence for
small vans and are friendly with neighbours. Experience with hedges is welcome. We pay by the hour, and lunch is on us.
"""


def long_one() -> str:
    """An advertisement of 20,000 characters: much about the company, and three things that matter."""
    filler = (
        "We are a family of companies with offices in eleven cities, and we care about each other and about coffee. "
    )
    text = (
        "Research engineer\n\nAbout us\n"
        + filler * 90
        + "\nRequirements\n- You have shown that you understand batch normalization.\n"
    )
    text += "- Reproducible results over several seeds are essential\n\nBenefits\n" + filler * 90
    return (text + "\nNice to have\n- publications\n").ljust(20_000, ".")
