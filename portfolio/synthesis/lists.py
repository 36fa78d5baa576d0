"""What made-up people are put together from. None of them is meant to be anybody."""

GIVEN = (
    "Abena Adnan Agata Aiko Alba Amara Anders Anouk Arjun Asel Basil Beata Bilal Bruna Cai Carlo Chiara Dalia "
    "Daniyar Deniz Ebba Edwin Ekene Elif Emil Esra Fadi Fenna Filip Gauri Goran Hadiza Hana Hiro Ilse Imran Ines "
    "Iva Jamila Jiho Jonas Kaja Karim Kenji Kofi Lale Leif Lin Luca Luz Malik Marek Maya Mehmet Mina Nadir Naoko "
    "Nils Noor Obi Olga Omar Paula Petra Pia Qi Rafa Rana Renske Rosa Saba Samir Sanna Selma Soren Taiwo Tariq "
    "Tove Uma Vera Viktor Wei Xenia Yara Yusuf Zofia"
).split()
FAMILY = (
    "Abbas Achterberg Adeyemi Aguilar Akhtar Albrecht Almeida Amsel Arslan Baptiste Barros Becker Bello Bergman "
    "Bianchi Bose Brandt Castro Chen Cohen Costa Dahl Dasgupta Demir Diallo Dubois Eriksen Falk Farouk Ferrari "
    "Fischer Fonseca Fujita Gruber Haddad Hakimi Hansen Haruna Holm Horvat Ibrahim Ito Jansen Kaya Khan Kim "
    "Kowalski Kraus Kumar Laurent Lehto Li Lindgren Lopez Mbeki Meier Mendes Moreau Nakamura Ndiaye Nguyen Novak "
    "Nowak Okafor Oliveira Orlov Osei Pavlov Pereira Popa Rahman Rossi Sato Schmidt Silva Singh Sorensen Suzuki "
    "Tanaka Toure Varga Vega Weber Yilmaz Zhang Zieba"
).split()
PLACES = (
    ("Berlin, Germany", 9), ("London, United Kingdom", 9), ("Amsterdam, Netherlands", 6), ("Paris, France", 7),
    ("Bengaluru, India", 10), ("Lagos, Nigeria", 5), ("Toronto, Canada", 6), ("Warsaw, Poland", 4),
    ("Madrid, Spain", 4), ("São Paulo, Brazil", 5), ("Zürich, Switzerland", 3), ("Stockholm, Sweden", 3),
    ("Nairobi, Kenya", 3), ("Seoul, South Korea", 4), ("Tokyo, Japan", 4), ("Melbourne, Australia", 3),
    ("Lisbon, Portugal", 2), ("Istanbul, Türkiye", 3), ("Cairo, Egypt", 2), ("Helsinki, Finland", 1),
    ("Tallinn, Estonia", 1), ("Accra, Ghana", 1), ("Hanoi, Vietnam", 2), ("", 8),
)  # fmt: skip
LIBRARIES = (
    ("Keras", 30), ("TensorFlow", 26), ("PyTorch", 34), ("scikit-learn", 40), ("pandas", 38), ("NumPy", 30),
    ("JAX", 5), ("Hugging Face Transformers", 14), ("OpenCV", 9), ("spaCy", 6), ("XGBoost", 9), ("Lightning", 7),
    ("Optuna", 5), ("Weights & Biases", 6), ("statsmodels", 4), ("torchvision", 10), ("librosa", 2),
    ("PyTorch Geometric", 2), ("ONNX", 3),
)  # fmt: skip
ORIGINS = (
    ("standard-dataset", 30), ("classic-repository", 22), ("competition", 20), ("original", 14),
    ("academic-benchmark", 10), ("dataset-generator", 6), ("contrived-problem", 5),
)  # fmt: skip
METRICS = ("Accuracy", "F1", "Mean absolute error", "ROC AUC", "Mean IoU", "Top-5 accuracy", "RMSE", "Perplexity")
SUBJECTS = (
    "churn demand invoices potholes tumours galaxies accents bird-song traffic prices sensors faults reviews "
    "tickets maps crops leaves handwriting receipts contracts claims routes energy-load wind rainfall heartbeats "
    "sleep gestures faces logos parts welds satellites rivers insects recipes lyrics patents proteins molecules "
    "queries clicks sessions fraud returns"
).split()
MATERIAL = (
    "a small public table", "one shop's records", "a year of readings", "scanned pages", "short recordings",
    "photographs from a phone", "a benchmark", "a competition's data", "logs of a test rig", "open data of a city",
)  # fmt: skip
SENTENCES = (
    "A plain model was tried first, so that the network had something to beat on {subject}.",
    "The split is by time, because neighbouring rows of {subject} resemble each other.",
    "Everything was scaled on the training part only; the held-out part was looked at once.",
    "With {library} the same loop ran five times with other seeds, and the spread stands beside the mean.",
    "The learning curves of {subject} flattened early, which spoke for more data and against more layers.",
    "Augmentation helped less than cleaning the labels of {subject}, and cost more time.",
    "A wrong unit in one column explained most of the error before any tuning began.",
    "The larger network was no better on {material}, so the small one stayed.",
    "Early stopping on the validation part decided when to end; nothing else was chosen there.",
    "The hardest cases of {subject} were read one by one, and half of them were labelled wrongly.",
    "Training took eleven minutes on one card, and two hours on a laptop.",
    "Dropout and weight decay were compared on the same split; neither moved the figure by more than its spread.",
    "The figure of the paper could not be reached with {library}, and the difference is written down.",
    "What a user needs of {subject} is a ranking, so the loss was changed from a class to an order.",
    "The baseline of last week's value was hard to beat on {material}.",
    "Calibration mattered more than accuracy, because somebody acts on every prediction.",
    "The model card says for whom {subject} were recorded, and for whom they were not.",
    "Transfer from a pretrained network saved nine tenths of the data that training from scratch needed.",
)
TITLES = (
    "Predicting {subject} from {material}", "What {subject} look like to a small network",
    "{subject}, told a month ahead", "Sorting {subject} by hand and by network", "Fewer labels for {subject}",
    "A second look at {subject}", "{subject} with {library}", "From {material} to {subject}",
)  # fmt: skip
