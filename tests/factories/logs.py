"""Training logs of every kind, as their programs write them; made without any part of what reads them."""

import json
import math
import struct
from collections.abc import Iterable, Mapping, Sequence

Curves = Mapping[str, Sequence[float]]

EPOCHS = 14
CURVES: Curves = {
    "loss": [round(1.1 * math.exp(-epoch / 5) + 0.05, 6) for epoch in range(EPOCHS)],
    "val_loss": [round(1.2 * math.exp(-epoch / 4) + 0.3 + 0.02 * max(epoch - 8, 0), 6) for epoch in range(EPOCHS)],
    "accuracy": [round(1 - 0.6 * math.exp(-epoch / 5), 6) for epoch in range(EPOCHS)],
    "val_accuracy": [round(0.8 - 0.4 * math.exp(-epoch / 4) - 0.004 * max(epoch - 9, 0), 6) for epoch in range(EPOCHS)],
}
"""Validation loss is best at epoch 11, two before the end; no two values of a curve are equal."""


def keras_csv(curves: Curves = CURVES, separator: str = ",", first: int = 0) -> bytes:
    """What the callback CSVLogger writes: metrics in the order of the alphabet."""
    names = sorted(curves)
    rows = [separator.join(["epoch", *names])]
    columns = zip(*(curves[name] for name in names), strict=True)
    rows += [separator.join([str(first + place), *map(repr, row)]) for place, row in enumerate(columns)]
    return ("\n".join(rows) + "\n").encode()


def lightning_csv(curves: Curves = CURVES, steps: int = 20) -> bytes:
    """metrics.csv: training and validation of an epoch in rows of their own, with empty cells for each other."""
    train = [name for name in curves if not name.startswith("val_")]
    validation = [name for name in curves if name.startswith("val_")]
    head = ["epoch", "step", *(f"train_{name}" for name in train), *validation]
    rows = [",".join(head)]
    for epoch in range(len(next(iter(curves.values())))):
        step = (epoch + 1) * steps - 1
        rows.append(
            ",".join([f"{epoch},{step}", *(repr(curves[name][epoch]) for name in train), *("" for _ in validation)])
        )
        rows.append(
            ",".join([f"{epoch},{step}", *("" for _ in train), *(repr(curves[name][epoch]) for name in validation)])
        )
    return ("\n".join(rows) + "\n").encode()


def plain_csv(curves: Curves = CURVES) -> bytes:
    """A table without any column that counts, with semicolons and decimal commas."""
    rows = [";".join(curves)]
    rows += [";".join(repr(value).replace(".", ",") for value in row) for row in zip(*curves.values(), strict=True)]
    return ("\r\n".join(rows) + "\r\n").encode("utf-8-sig")


def wandb_csv(runs: Mapping[str, Sequence[float]], metric: str = "val_loss") -> bytes:
    """The export of a chart: for each run the line and its bounds."""
    names = [f"{run} - {metric}{end}" for run in runs for end in ("", "__MIN", "__MAX")]
    rows = [",".join(f'"{name}"' for name in ["Step", *names])]
    for step, row in enumerate(zip(*runs.values(), strict=True)):
        rows.append(",".join(f'"{value}"' for value in [step, *(value for value in row for _ in range(3))]))
    return ("\n".join(rows) + "\n").encode()


def mlflow_csv(runs: Mapping[str, Curves]) -> bytes:
    """The export of metrics: a row for each value."""
    rows = ["run_id,key,value,step,timestamp"]
    for run, curves in runs.items():
        for key, values in curves.items():
            rows += [f"{run},{key},{value!r},{step},{1664364007310 + step}" for step, value in enumerate(values)]
    return ("\n".join(rows) + "\n").encode()


def mlflow_runs_csv(rows: Sequence[tuple[str, float, float]]) -> bytes:
    """The export of a comparison: a row for each run, its parameters and last metrics in columns."""
    head = "Start Time,Duration,Run ID,Name,Source Type,User,Status,batch_size,dropout,val_accuracy,val_loss"
    lines = [
        f"2026-05-01 10:00:00,4.1min,{k:032x},{name},LOCAL,ada,FINISHED,64,0.4,{a},{b}"
        for k, (name, a, b) in enumerate(rows)
    ]
    return "\n".join([head, *lines, ""]).encode()


def mlflow_file(values: Sequence[float]) -> bytes:
    """mlruns/<experiment>/<run>/metrics/<metric>: time, value, step."""
    return "".join(f"{1664364007310 + 1000 * step} {value!r} {step}\n" for step, value in enumerate(values)).encode()


def mlflow_json(curves: Curves = CURVES) -> bytes:
    """What the interface answers to metrics/get-history, for several keys."""
    rows = [
        {"key": key, "value": value, "timestamp": 1664364007310 + step, "step": step}
        for key, values in curves.items()
        for step, value in enumerate(values)
    ]
    return json.dumps({"metrics": rows}).encode()


def keras_json(curves: Curves = CURVES) -> bytes:
    """json.dump(history.history)"""
    return json.dumps(dict(curves)).encode()


def trainer_state(curves: Curves = CURVES, every: int = 50) -> bytes:
    """trainer_state.json: training logged twice as often as it is evaluated, and a last row that sums up."""
    history: list[dict[str, float]] = []
    for epoch in range(len(curves["loss"])):
        at = (epoch + 1) * every
        half = {
            "epoch": epoch + 0.5,
            "learning_rate": 5e-5,
            "loss": curves["loss"][epoch] + 0.01,
            "step": at - every // 2,
        }
        whole = {"epoch": epoch + 1.0, "learning_rate": 4e-5, "loss": curves["loss"][epoch], "step": at}
        evaluated = {"epoch": epoch + 1.0, "eval_loss": curves["val_loss"][epoch], "eval_runtime": 3.2, "step": at}
        history += [half, whole, evaluated]
    history.append({"epoch": 14.0, "step": 700, "total_flos": 1e15, "train_loss": 0.4, "train_runtime": 90.0})
    return json.dumps({"best_metric": None, "global_step": 700, "log_history": history}, indent=2).encode()


def wandb_jsonl(curves: Curves = CURVES) -> bytes:
    """wandb's history: an object for each step, with media beside the numbers."""
    rows = []
    for step in range(len(next(iter(curves.values())))):
        row: dict[str, object] = {name: values[step] for name, values in curves.items()}
        row |= {
            "_step": step,
            "_runtime": 1.5 * step,
            "_timestamp": 1.7e9 + step,
            "sample": {"_type": "image-file", "width": 8},
        }
        rows.append(json.dumps(row))
    return ("\n".join(rows) + "\n").encode()


# TensorBoard --------------------------------------------------------------------------------------------------------


def crc32c(data: bytes) -> int:
    """Bit by bit, by the definition."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 * (crc & 1))
    return crc ^ 0xFFFFFFFF


def record(data: bytes) -> bytes:
    """One framed record."""
    length = struct.pack("<Q", len(data))
    return length + _mask(length) + data + _mask(data)


def scalar_event(tag: str, step: int, value: float, form: str = "simple", first: bool = True) -> bytes:
    """An event with one scalar: the old way (simple), or a tensor of one number (float, double, content, half)."""
    if form == "simple":
        return _event(step, _text(1, tag.encode()) + b"\x15" + struct.pack("<f", value))
    tensor = {
        "float": lambda: _number(1, 1) + _text(5, struct.pack("<f", value)),
        "double": lambda: _number(1, 2) + _text(6, struct.pack("<d", value)),
        "content": lambda: _number(1, 1) + _text(4, struct.pack("<f", value)),
        "half": lambda: _number(1, 19) + _text(13, _varint(struct.unpack("<H", struct.pack("<e", value))[0])),
        "int64": lambda: _number(1, 9) + _text(10, _varint(int(value) % 2**64)),
    }[form]()
    plugin = _text(9, _text(1, _text(1, b"scalars"))) if first else b""
    return _event(step, _text(1, tag.encode()) + plugin + _text(8, tensor))


def image_event(tag: str, step: int) -> bytes:
    """An event that is no scalar."""
    return _event(step, _text(1, tag.encode()) + _text(4, _number(1, 8) + _text(4, b"\x89PNG")))


def events(curves: Curves = CURVES, form: str = "simple") -> bytes:
    """A whole event file: its version, then every tag step by step."""
    parts = [record(b"\x09" + struct.pack("<d", 1.6e9) + _text(3, b"brain.Event:2"))]
    for step in range(max(len(values) for values in curves.values())):
        parts += [record(scalar_event(tag, step, values[step], form, step == 0)) for tag, values in curves.items()]
    return b"".join(parts)


def _event(step: int, value: bytes) -> bytes:
    return b"\x09" + struct.pack("<d", 1.6e9 + step) + _number(2, step) + _text(5, _text(1, value))


def _mask(data: bytes) -> bytes:
    crc = crc32c(data)
    return struct.pack("<I", (((crc >> 15) | (crc << 17 & 0xFFFFFFFF)) + 0xA282EAD8) & 0xFFFFFFFF)


def _varint(value: int) -> bytes:
    value %= 2**64
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def all_kinds() -> Iterable[tuple[str, str, bytes]]:
    """Kind, file name and content of a log of each kind."""
    return (
        ("keras-csv", "training.csv", keras_csv()),
        ("lightning-csv", "metrics.csv", lightning_csv()),
        ("csv", "mine.csv", plain_csv()),
        ("tensorboard", "run/events.out.tfevents.1.host", events()),
        ("mlflow", "metrics.csv", mlflow_csv({"a1": CURVES})),
        ("mlflow", "mlruns/0/a1/metrics/val_loss", mlflow_file(CURVES["val_loss"])),
        ("mlflow", "history.json", mlflow_json()),
        ("wandb", "wandb_export.csv", wandb_csv({"sunny-1": CURVES["val_loss"]})),
        ("wandb", "history.jsonl", wandb_jsonl()),
        ("trainer-state", "trainer_state.json", trainer_state()),
        ("keras-history-json", "history.json", keras_json()),
    )
