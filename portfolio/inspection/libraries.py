"""Spellings of library names: old, moved and doubled ones → the one that signals are written in. Pure, and only data.

The one spelling: `keras.x` for every Keras (standalone, inside TensorFlow, 2 and 3), `torch.nn.X`, `lightning.X`,
`sklearn.<module>.X`, `transformers.X`, and `fastai.X` for everything of fastai, which is used by star import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

MOVED: Mapping[str, str] = {
    "tensorflow.keras": "keras",
    "tensorflow.python.keras": "keras",
    "tensorflow.contrib.keras": "keras",
    "tensorflow.compat.v1": "tensorflow",
    "tensorflow.compat.v2": "tensorflow",
    "tf_keras": "keras",
    "keras.api": "keras",
    "keras.src": "keras",
    "keras._tf_keras.keras": "keras",
    "keras.utils.np_utils": "keras.utils",
    "keras.utils.vis_utils": "keras.utils",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    "keras.preprocessing.image.load_img": "keras.utils.load_img",
    "keras.preprocessing.image.img_to_array": "keras.utils.img_to_array",
    "keras.preprocessing.image.array_to_img": "keras.utils.array_to_img",
    "keras.preprocessing.image_dataset_from_directory": "keras.utils.image_dataset_from_directory",
    "keras.preprocessing.text_dataset_from_directory": "keras.utils.text_dataset_from_directory",
    "keras.preprocessing.timeseries_dataset_from_array": "keras.utils.timeseries_dataset_from_array",
    "keras.layers.experimental.preprocessing": "keras.layers",
    "keras.mixed_precision.experimental": "keras.mixed_precision",
    "keras.optimizers.legacy": "keras.optimizers",
    "keras.optimizers.experimental": "keras.optimizers",
    "keras.optimizer_v2": "keras.optimizers",
    "keras.engine.training.Model": "keras.Model",
    "keras.engine.topology": "keras.layers",
    "keras.models.Sequential": "keras.Sequential",
    "keras.models.Model": "keras.Model",
    "keras.layers.Input": "keras.Input",
    "keras.layers.core": "keras.layers",
    "keras.layers.Convolution1D": "keras.layers.Conv1D",
    "keras.layers.Convolution2D": "keras.layers.Conv2D",
    "keras.layers.Convolution3D": "keras.layers.Conv3D",
    "keras.layers.CuDNNLSTM": "keras.layers.LSTM",
    "keras.layers.CuDNNGRU": "keras.layers.GRU",
    "tensorflow.layers.dense": "keras.layers.Dense",
    "tensorflow.layers.conv2d": "keras.layers.Conv2D",
    "tensorflow.layers.dropout": "keras.layers.Dropout",
    "tensorflow.layers.batch_normalization": "keras.layers.BatchNormalization",
    "tensorflow.optimizers": "keras.optimizers",
    "tensorflow.losses": "keras.losses",
    "tensorflow.metrics": "keras.metrics",
    "tensorflow.initializers": "keras.initializers",
    "torch.cuda.amp": "torch.amp",
    "torch.nn.modules": "torch.nn",
    "torch.functional": "torch",
    "torchvision.transforms.v2": "torchvision.transforms",
    "torchtext.legacy": "torchtext",
    "torch.utils.data.dataset": "torch.utils.data",
    "torch.utils.data.dataloader": "torch.utils.data",
    "torch.autograd.variable": "torch.autograd",
    "pytorch_lightning": "lightning",
    "lightning.pytorch": "lightning",
    "lightning_fabric": "lightning.fabric",
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.grid_search": "sklearn.model_selection",
    "sklearn.learning_curve": "sklearn.model_selection",
    "sklearn.preprocessing.Imputer": "sklearn.impute.SimpleImputer",
    "sklearn.externals.joblib": "joblib",
    "sklearn.datasets.samples_generator": "sklearn.datasets",
    "sklearn.feature_extraction.text.text": "sklearn.feature_extraction.text",
    "sklearn.preprocessing.data": "sklearn.preprocessing",
    "fastbook": "fastai",
    "kerastuner": "keras_tuner",
    "d2l.tensorflow": "d2l",
    "d2l.torch": "d2l",
    "d2l.mxnet": "d2l",
    "d2l.jax": "d2l",
    "jax.example_libraries": "jax.example_libraries",
    "jax.experimental.stax": "jax.example_libraries.stax",
    "jax.experimental.optimizers": "jax.example_libraries.optimizers",
    "flax.core.nn": "flax.linen",
    "flax.nn": "flax.linen",
}
"""Beginning of a name → what it is called here. The longest beginning wins; again until nothing changes."""

FOLDERS: Mapping[str, frozenset[str]] = {
    "keras.layers": frozenset(
        """core convolutional pooling recurrent normalization embeddings merge wrappers noise advanced_activations local
        experimental preprocessing regularization attention activation reshaping rnn""".split()
    ),
    "keras.optimizers": frozenset("adam sgd rmsprop adagrad adadelta adamax nadam ftrl adamw lion".split()),
    "keras.callbacks": frozenset("callbacks tensorboard_v1".split()),
    "torch.nn": frozenset(
        """linear conv dropout batchnorm normalization activation loss pooling rnn sparse container module padding
        transformer""".split()
    ),
    "torch.optim": frozenset("adam sgd rmsprop adagrad adadelta adamax adamw optimizer lbfgs".split()),
    "fastai": frozenset(
        """vision text tabular collab all basics callback callbacks callback_all learner data core train models imports
        widgets metrics losses layers interpret transforms image structured conv_learner dataset torch_core
        torch_imports augment optimizer loss load external transform block torch_basics schedule fp16 tracker mixup
        hook hooks mem script progress utils gan medical imaging vision_all text_all tabular_all unet xresnet awdlstm
        nlp old""".split()
    ),
    "lightning": frozenset("core trainer".split()),
    "transformers": frozenset("models trainer training_args optimization tokenization_utils modeling_utils".split()),
    "d2l": frozenset(("d2l",)),
}
"""Module → the folders below it that are left out of names."""

CONVENTIONS: Mapping[str, str] = {
    "np": "numpy",
    "pd": "pandas",
    "tf": "tensorflow",
    "plt": "matplotlib.pyplot",
    "sns": "seaborn",
    "torch": "torch",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "keras": "keras",
    "jnp": "jax.numpy",
    "jax": "jax",
    "sklearn": "sklearn",
    "numpy": "numpy",
    "pandas": "pandas",
    "tensorflow": "tensorflow",
}
"""What a short name means that the notebook uses and never imports."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "keras.layers.Dense": ("units", "activation"),
    "keras.layers.Dropout": ("rate",),
    "keras.layers.Activation": ("activation",),
    "keras.layers.LSTM": ("units", "activation"),
    "keras.layers.GRU": ("units", "activation"),
    "keras.layers.SimpleRNN": ("units", "activation"),
    "keras.layers.Conv2D": ("filters", "kernel_size", "strides"),
    "keras.layers.Conv1D": ("filters", "kernel_size", "strides"),
    "keras.layers.Embedding": ("input_dim", "output_dim"),
    "keras.layers.Rescaling": ("scale", "offset"),
    "keras.*.compile": ("optimizer", "loss", "metrics"),
    "keras.*.fit": ("x", "y", "batch_size", "epochs"),
    "keras.optimizers.*": ("learning_rate",),
    "torch.nn.Linear": ("in_features", "out_features", "bias"),
    "torch.nn.Dropout": ("p",),
    "torch.nn.Conv2d": ("in_channels", "out_channels", "kernel_size", "stride", "padding"),
    "torch.nn.Conv1d": ("in_channels", "out_channels", "kernel_size", "stride", "padding"),
    "torch.nn.LSTM": ("input_size", "hidden_size", "num_layers"),
    "torch.nn.GRU": ("input_size", "hidden_size", "num_layers"),
    "torch.nn.RNN": ("input_size", "hidden_size", "num_layers"),
    "torch.nn.Embedding": ("num_embeddings", "embedding_dim"),
    "torch.optim.*": ("params", "lr"),
    "torch.utils.data.DataLoader": ("dataset", "batch_size", "shuffle"),
    "flax.linen.Dense": ("features",),
    "flax.linen.Conv": ("features", "kernel_size"),
    "flax.linen.Dropout": ("rate",),
    "optax.adam": ("learning_rate",),
    "optax.adamw": ("learning_rate",),
    "optax.rmsprop": ("learning_rate",),
    "optax.sgd": ("learning_rate", "momentum"),
    "transformers.pipeline": ("task", "model"),
    "datasets.load_dataset": ("path", "name"),
    "sklearn.model_selection.GridSearchCV": ("estimator", "param_grid"),
    "sklearn.model_selection.RandomizedSearchCV": ("estimator", "param_distributions"),
    "sklearn.model_selection.KFold": ("n_splits",),
    "sklearn.model_selection.StratifiedKFold": ("n_splits",),
    "fastai.*.fit_one_cycle": ("n_epoch", "lr_max"),
}
"""Names of the first arguments, so that signals can name them however they were given. Others are 1, 2, 3 …"""


@lru_cache(maxsize=20_000)
def canonical(name: str) -> str:
    """The one spelling of a dotted name."""
    for _ in range(6):
        changed = _unfolded(_moved(name))
        if changed == name:
            break
        name = changed
    return name


@lru_cache(maxsize=5_000)
def parameters(name: str) -> tuple[str, ...]:
    """The names of the first parameters of what is called, as far as they are known."""
    parts = name.split(".")
    for key in (name, f"{parts[0]}.*.{parts[-1]}", f"{'.'.join(parts[:-1])}.*"):
        if key in PARAMETERS:
            return PARAMETERS[key]
    return ()


def _moved(name: str) -> str:
    for beginning in _beginnings(name):
        if beginning in MOVED:
            return MOVED[beginning] + name[len(beginning) :]
    return name


def _unfolded(name: str) -> str:
    for beginning in _beginnings(name):
        folders = FOLDERS.get(beginning)
        if folders and len(name) > len(beginning):
            first, _, rest = name[len(beginning) + 1 :].partition(".")
            if first in folders and rest:
                return f"{beginning}.{rest}"
    return name


def _beginnings(name: str) -> Iterator[str]:
    """The name itself and what it begins with, part by part, longest first."""
    while name:
        yield name
        name = name.rpartition(".")[0]
