"""What facts are read from: proper names of libraries and data sets, and the marks of seeds, splits and searches. Data.

The marks are conditions in the language of signals (`competence.skill_signals`).
"""

from __future__ import annotations

from collections.abc import Mapping

from competence.skill_signals import Condition, condition_of

LIBRARIES: Mapping[str, str] = {
    "accelerate": "Accelerate",
    "albumentations": "Albumentations",
    "catboost": "CatBoost",
    "cv2": "OpenCV",
    "datasets": "Datasets",
    "evaluate": "Evaluate",
    "fastai": "fastai",
    "flax": "Flax",
    "gensim": "Gensim",
    "haiku": "Haiku",
    "imblearn": "imbalanced-learn",
    "jax": "JAX",
    "keras": "Keras",
    "keras_cv": "KerasCV",
    "keras_hub": "KerasHub",
    "keras_nlp": "KerasNLP",
    "keras_tuner": "KerasTuner",
    "lightgbm": "LightGBM",
    "lightning": "PyTorch Lightning",
    "matplotlib": "Matplotlib",
    "mlflow": "MLflow",
    "nltk": "NLTK",
    "numpy": "NumPy",
    "optax": "Optax",
    "optuna": "Optuna",
    "orbax": "Orbax",
    "pandas": "pandas",
    "peft": "PEFT",
    "PIL": "Pillow",
    "plotly": "Plotly",
    "polars": "Polars",
    "prophet": "Prophet",
    "ray": "Ray",
    "scipy": "SciPy",
    "seaborn": "seaborn",
    "sentence_transformers": "Sentence Transformers",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "spacy": "spaCy",
    "statsmodels": "statsmodels",
    "tensorflow": "TensorFlow",
    "tensorflow_datasets": "TensorFlow Datasets",
    "tensorflow_hub": "TensorFlow Hub",
    "timm": "timm",
    "tokenizers": "Tokenizers",
    "torch": "PyTorch",
    "torchaudio": "torchaudio",
    "torchmetrics": "TorchMetrics",
    "torchtext": "torchtext",
    "torchvision": "torchvision",
    "transformers": "Transformers",
    "trl": "TRL",
    "ultralytics": "Ultralytics",
    "wandb": "Weights & Biases",
    "xgboost": "XGBoost",
}
"""Module → the name that the library gives itself. Others are not told: helpers of the author's own, small tools."""

DATASETS: Mapping[str, str] = {
    "boston_housing": "Boston Housing",
    "breast_cancer": "Breast Cancer Wisconsin",
    "california_housing": "California Housing",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "covtype": "Covertype",
    "digits": "Digits",
    "fashion_mnist": "Fashion-MNIST",
    "fashionmnist": "Fashion-MNIST",
    "imdb": "IMDb reviews",
    "iris": "Iris",
    "mnist": "MNIST",
    "mnist_784": "MNIST",
    "multi30k": "Multi30k",
    "reuters": "Reuters newswires",
    "wine": "Wine",
    "20newsgroups": "20 Newsgroups",
}
"""Name in code, small letters → name for people."""

NAMED_BY_CALL = (
    "keras.datasets.*.load_data",
    "sklearn.datasets.load_*",
    "sklearn.datasets.fetch_*",
    "torchvision.datasets.*",
    "torchtext.datasets.*",
    "torchaudio.datasets.*",
    "nltk.corpus.*.words",
    "statsmodels.datasets.*.load*",
)
"""Calls whose own name tells the data set."""
NOT_NAMED_BY_CALL = (
    "sklearn.datasets.fetch_openml",
    "sklearn.datasets.load_files",
    "torchvision.datasets.ImageFolder",
    "torchvision.datasets.DatasetFolder",
)
NAMED_BY_ARGUMENT: Mapping[str, tuple[str, ...]] = {
    "datasets.load_dataset": ("path", "name"),
    "tensorflow_datasets.load": ("1", "name"),
    "tensorflow_datasets.builder": ("1", "name"),
    "sklearn.datasets.fetch_openml": ("1", "name", "data_id"),
    "seaborn.load_dataset": ("1", "name"),
    "torchvision.datasets.ImageFolder": ("1", "root"),
    "pandas.read_*": ("1", "filepath_or_buffer", "path"),
    "polars.read_*": ("1", "source"),
    "numpy.loadtxt": ("1", "fname"),
    "numpy.genfromtxt": ("1", "fname"),
    "keras.utils.*_dataset_from_directory": ("1", "directory"),
    "*.flow_from_directory": ("1", "directory"),
    "keras.utils.get_file": ("1", "fname", "origin"),
    ".open": ("1", "file"),
    "fastai.untar_data": ("1", "url"),
}
"""Calls of which an argument tells the data set or file."""
DATA_FILES = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".parquet")
"""Endings of files that `open` reads as data."""
MADE = "sklearn.datasets.make_*"

SEEDS = (
    "numpy.random.seed",
    "numpy.random.default_rng",
    "numpy.random.RandomState",
    "random.seed",
    "torch.manual_seed",
    "torch.cuda.manual_seed*",
    "torch.Generator.manual_seed",
    "tensorflow.random.set_seed",
    "tensorflow.set_random_seed",
    "keras.utils.set_random_seed",
    "lightning.seed_everything",
    "transformers.set_seed",
    "accelerate.utils.set_seed",
    "jax.random.PRNGKey",
    "jax.random.key",
    "flax.nnx.Rngs",
    "fastai.set_seed",
)
SEED_ARGUMENTS = ("random_state", "seed", "data_seed")


def _marks(data: Mapping[str, Mapping[str, object]]) -> Mapping[str, Condition]:
    return {words: condition_of(condition) for words, condition in data.items()}


MODEL_SELECTION = "sklearn.model_selection"
SPLITS = _marks(
    {
        "A part held out at random": {"call": [f"{MODEL_SELECTION}.train_test_split", "*.train_test_split"]},
        "Shuffled splits": {"call": f"{MODEL_SELECTION}.*ShuffleSplit"},
        "Folds": {
            "call": [
                f"{MODEL_SELECTION}.*Fold",
                f"{MODEL_SELECTION}.cross_val_*",
                f"{MODEL_SELECTION}.cross_validate",
                f"{MODEL_SELECTION}.LeaveOneOut",
            ]
        },
        "Folds in the order of time": {"call": f"{MODEL_SELECTION}.TimeSeriesSplit"},
        "A share kept for validation": {"argument": "validation_split"},
        "Validation data beside the training": {
            "argument": ["validation_data", "val_dataloaders", "eval_dataset", "valid_ds"]
        },
        "A random split": {"call": ["torch.utils.data.random_split", "*.random_split"]},
        "A split by fastai": {
            "call": ["fastai.RandomSplitter", "fastai.GrandparentSplitter", "*.split_by_*", "fastai.*Splitter"]
        },
        "A named part of a data set": {"argument": "split", "value": ["*test*", "*valid*"]},
        "A part of its own": {
            "sets": ["*_test", "test_*", "*_val", "val_*", "*_valid", "valid_*", "*_valid_full", "Xte", "Xdev"]
        },
    }
)
"""What is said → its marks. Names of variables count: `X_test = X[800:]` has no other."""

SEARCHES = _marks(
    {
        "Grid search": {"call": [f"{MODEL_SELECTION}.GridSearchCV", f"{MODEL_SELECTION}.HalvingGridSearchCV"]},
        "Random search": {
            "call": [f"{MODEL_SELECTION}.RandomizedSearchCV", f"{MODEL_SELECTION}.HalvingRandomSearchCV"]
        },
        "KerasTuner": {"call": ["keras_tuner.*.search", "keras_tuner.*Search", "keras_tuner.Hyperband"]},
        "Optuna": {"call": ["optuna.create_study", "optuna.*.optimize"]},
        "Ray Tune": {"call": ["ray.tune.*"]},
        "Hyperopt": {"call": "hyperopt.fmin"},
        "Sweep of Weights & Biases": {"call": ["wandb.sweep", "wandb.agent"]},
        "Search of a Hugging Face trainer": {"call": "*.hyperparameter_search"},
        "Bayesian search": {"call": ["skopt.*Search*", "bayes_opt.*", "skopt.gp_minimize"]},
        "Learning-rate range test": {"call": ["*.lr_find", "*.lr_finder"]},
    }
)
SETTINGS = (
    "lr|learning_rate|*_lr|batch_size|bs|*units*|*hidden*|n_layers|num_layers|depth|dropout*|*_rate|alpha|C|gamma|"
    "n_neighbors|k|max_depth|n_estimators|l2*|weight_decay|wd|activation*|act_fn*|optimizer*|opt|kernel_size|epochs"
).split("|")
"""Names of loop variables that are settings; looped over at least two literals, they are a search by hand."""
