"""Training logs as runs of series: Keras, Lightning, plain CSV, TensorBoard, MLflow, Weights & Biases, Hugging Face.

`read.read(raw, name)` takes the bytes of a file and gives a `runs.Log` or raises `Unreadable`. Pure, and nothing is
executed or unpickled. See docs/decisions/0062-training-curves.md.
"""
