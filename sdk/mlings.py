"""The program around a Python solution: reads the job, says that it is ready, calls the solution, writes each answer as soon as it is there.

usage: python mlings.py JOB_FOLDER ANSWERS_FILE SOLUTION_FILE NAME, where NAME is what the learner calls the solution file.
"""

import collections
import collections.abc
import json
import linecache
import os
import random
import sys
import traceback
import types
import warnings

# The folder of this file is no place to import from, and the learner's own is not either: a solution is one file.
sys.path = [entry for entry in sys.path if entry != os.path.dirname(os.path.abspath(__file__))]

import numpy

DTYPES = {"f64": numpy.float64, "i64": numpy.int64, "bool": numpy.bool_}
EXACT_INTEGER = 2**53
# Of a message or a traceback.
LONGEST_TEXT = 20_000
WORDS = {
    "f64": ("a number", "numbers"),
    "i64": ("a whole number", "whole numbers"),
    "bool": ("a truth value", "truth values"),
    "str": ("a text", "texts"),
}
# What holds values and is no sequence yet.
LAZY = (
    collections.abc.Iterator,
    collections.abc.KeysView,
    collections.abc.ValuesView,
    range,
    collections.deque,
)


class ReturnType(Exception):
    """A returned value that is nothing the exercise's types can hold."""


# --- values -----------------------------------------------------------------------------------------------------------


def from_tagged(tagged):
    """A tagged value as what a solution is given: a scalar, a NumPy array, a list of str, or a tuple."""
    if "tuple" in tagged:
        return tuple(from_tagged(member) for member in tagged["tuple"])
    dtype, shape, data = tagged["dtype"], tagged["shape"], tagged["data"]
    if dtype == "str":
        return data[0] if not shape else nested(data, shape)
    read = {"f64": float, "i64": int, "bool": bool}[dtype]
    if not shape:
        return read(data[0])
    return numpy.array([read(item) for item in data], dtype=DTYPES[dtype]).reshape(shape)


def nested(data, shape):
    if len(shape) == 1:
        return list(data)
    size = len(data) // shape[0] if shape[0] else 0
    return [nested(data[row * size : (row + 1) * size], shape[1:]) for row in range(shape[0])]


def split_type(declared):
    """The members of a tuple type such as `(f64[n,k], f64)`, or None for any other type."""
    if not declared.startswith("("):
        return None
    members, depth, start = [], 0, 1
    for position, character in enumerate(declared):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if (character == "," and depth == 1) or depth == 0:
            members.append(declared[start:position].strip())
            start = position + 1
        if depth == 0:
            break
    return members


def to_tagged(value, declared):
    """A returned value in the form of the wire: as `declared` where that loses nothing, as what it is otherwise."""
    members = split_type(declared)
    if members is None:
        return tag_array(in_shape(as_array(value, declared), value, declared), declared.split("[")[0])
    value = unrolled(value)
    is_sequence = isinstance(value, (tuple, list)) or (isinstance(value, numpy.ndarray) and value.ndim > 0)
    if not is_sequence or len(value) != len(members):
        found = f"{describe(value)} of {len(value)}" if is_sequence else describe(value)
        raise ReturnType(f"it returned {found}, not {in_words(declared)}: `return a, b` makes a tuple")
    return {"tuple": [to_tagged(item, member) for item, member in zip(value, members)]}


def as_array(value, declared):
    """Whatever container the values came in, as an array of numbers, truth values or texts."""
    due = in_words(declared)
    if value is None:
        raise ReturnType(f"it returned None, not {due}: is a `return` missing?")
    if callable(getattr(value, "toarray", None)):
        # SciPy's sparse matrices, as encoders and vectorizers make them.
        value = value.toarray()
    if isinstance(value, numpy.ma.MaskedArray) and numpy.ma.is_masked(value):
        masked = int(numpy.ma.count_masked(value))
        raise ReturnType(f"it returned a masked array with {masked} of {value.size} values masked: fill them with `.filled(...)`")
    if isinstance(value, collections.abc.Mapping):
        raise ReturnType(f"it returned {describe(value)}, not {due}: `list(d.values())` has its values, `list(d)` its keys")
    value = unrolled(value)
    try:
        array = numpy.asarray(value)
    except ValueError:
        raise ReturnType(f"it returned {describe(value)} whose rows differ in length, not {due}") from None
    if array.dtype.kind == "O":
        array = from_objects(array, value, due)
    if array.dtype.kind == "c" and not array.imag.any():
        # What `numpy.linalg.eig` returns for a matrix that is not quite symmetric.
        array = array.real
    if array.dtype.kind not in "biufU":
        mend = {"c": ": take `.real`", "S": ": `.decode()` makes texts of bytes"}.get(array.dtype.kind, "")
        raise ReturnType(f"it returned {describe(value)}, not {due}{mend}")
    return array


def unrolled(value):
    """The same values as a list where they came as an iterator, a view of a dict, a set or another collection."""
    if isinstance(value, (set, frozenset)):
        # In some order, the same in each run.
        return sorted(value, key=repr)
    if isinstance(value, LAZY):
        return [unrolled(item) for item in value]
    if isinstance(value, (list, tuple)) and any(isinstance(item, LAZY) for item in value):
        return [unrolled(item) for item in value]
    return value


def from_objects(array, value, due):
    """Texts and exact numbers that NumPy keeps as Python objects."""
    items = array.ravel().tolist()
    if items and all(isinstance(item, str) for item in items):
        return numpy.array(items, dtype=str).reshape(array.shape)
    if items and all(isinstance(item, (bool, numpy.bool_)) for item in items):
        return array.astype(bool)
    if items and all(isinstance(item, (int, numpy.integer)) and abs(int(item)) < 2**63 for item in items):
        return array.astype(numpy.int64)
    try:
        # Fractions, decimals, NumPy's scalars, arrays of one element, and pandas' mark for a missing value.
        return numpy.array([number(item) for item in items], dtype=numpy.float64).reshape(array.shape)
    except (TypeError, ValueError, OverflowError):
        odd = next(item for item in items if not is_number(item))
        mend = ": is a value missing?" if odd is None else ""
        raise ReturnType(f"it returned {describe(value)} with {describe(odd)} in it, not {due}{mend}") from None


def number(item):
    if isinstance(item, (str, bytes)) or item is None:
        raise TypeError
    return numpy.nan if type(item).__name__ == "NAType" else float(item)


def is_number(item):
    try:
        number(item)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def in_shape(array, value, declared):
    """`array` with as many axes as declared, where only axes of length one are too many: one column, a row of a matrix, one number."""
    dims = declared.partition("[")[2].count(",") + 1 if "[" in declared else 0
    is_column = dims == 1 and array.ndim == 2 and array.shape[1] == 1
    is_row_of_matrix = dims == 1 and isinstance(value, numpy.matrix) and array.shape[0] == 1
    is_one_number = dims == 0 and array.ndim > 0 and array.size == 1
    if is_column or is_row_of_matrix:
        return array.reshape(-1)
    return array.reshape(()) if is_one_number else array


def in_words(declared):
    """A declared type as one says it: `f64[n,k]` is `a table of n × k numbers`."""
    members = split_type(declared)
    if members is not None:
        return "a tuple of " + ", ".join(in_words(member) for member in members)
    dtype, _, dims = declared.rstrip("]").partition("[")
    one, many = WORDS[dtype]
    dims = [dim.strip() for dim in dims.split(",")] if dims else []
    if not dims:
        return one
    return f"{'an array' if len(dims) == 1 else 'a table'} of {' × '.join(dims)} {many}"


def tag_array(array, wanted):
    if array.size == 0 or (array.dtype.kind == "u" and array.max() > numpy.iinfo(numpy.int64).max):
        array = array.astype(DTYPES.get(wanted, str) if array.size == 0 else numpy.float64)
    natural = {"b": "bool", "i": "i64", "u": "i64", "f": "f64", "U": "str"}[array.dtype.kind]
    dtype = wanted if wanted in DTYPES and fits(array, wanted) else natural
    return {"dtype": dtype, "shape": list(array.shape), "data": elements(array, dtype)}


def fits(array, wanted):
    """Whether `array` can be held as `wanted` without losing anything."""
    if array.dtype.kind == "U" or array.dtype.kind == "b" or wanted == "bool":
        return array.dtype.kind == "b" and wanted in ("bool", "i64", "f64")
    if wanted == "f64":
        return array.dtype.kind == "f" or bool(numpy.all(numpy.abs(array.astype(numpy.float64)) <= EXACT_INTEGER))
    if array.dtype.kind == "f":
        return bool(numpy.all((numpy.abs(array) <= EXACT_INTEGER) & (array == numpy.trunc(array))))
    return True


def elements(array, dtype):
    if dtype == "str":
        return [str(item) for item in array.ravel()]
    items = array.astype(DTYPES[dtype]).ravel().tolist()
    if dtype != "f64":
        return items
    finite = numpy.isfinite(numpy.asarray(items))
    return items if finite.all() else [item if good else spell(item) for item, good in zip(items, finite)]


def spell(number):
    return "nan" if number != number else "inf" if number > 0 else "-inf"


def describe(value):
    if isinstance(value, numpy.ndarray):
        return f"an array of {value.dtype} of shape {value.shape}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


# --- calls ------------------------------------------------------------------------------------------------------------


class Solution:
    """The learner's file, loaded; knows its own frames of a traceback."""

    def __init__(self, path, name):
        self.name = name
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.module = types.ModuleType("solution")
        self.module.__file__ = name
        sys.modules["solution"] = self.module
        linecache.cache[name] = (len(self.text), None, self.text.splitlines(True), name)

    def compile(self):
        self.code = compile(self.text, self.name, "exec")
        return self.code

    def load(self):
        exec(self.code, self.module.__dict__)

    def function(self, name):
        function = getattr(self.module, name, None)
        if not callable(function):
            raise NameError(f"{self.name} defines no function `{name}`")
        return function

    def error(self, error):
        """What was raised, whatever its own methods do: they are the learner's too."""
        return {
            "kind": clean(safely(lambda: type(error).__name__, "an exception")),
            "message": clean(safely(lambda: self.message(error), "it has no text")),
            "traceback": clean(safely(lambda: self.traceback(error), "")),
        }

    def message(self, error):
        if isinstance(error, SyntaxError):
            return str(error.msg)
        if isinstance(error, SystemExit):
            return f"the solution ended the program with exit code {0 if error.code is None else error.code}"
        return str(error)

    def traceback(self, error):
        if isinstance(error, SyntaxError) and error.filename == self.name:
            line = (error.text or "").rstrip()
            mark = " " * max((error.offset or 1) - 1, 0) + "^"
            return f"{self.name}:{error.lineno}\n    {line}\n    {mark}"
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == self.name]
        shown = frames if len(frames) <= 12 else frames[:6] + frames[-6:]
        return "\n".join(f"{frame.filename}:{frame.lineno} in {frame.name}\n    {frame.line}" for frame in shown)


def safely(work, otherwise):
    try:
        return work()
    except BaseException:
        return otherwise


def clean(text):
    """Text that a line of the answers can hold: no half characters, and no more than a person reads."""
    text = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
    return text.encode("utf-8", "replace").decode("utf-8")


class Answers:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")

    def write(self, line):
        self.file.write(json.dumps(line, allow_nan=False) + "\n")
        self.file.flush()


def seed_all(seed):
    random.seed(seed)
    numpy.random.seed(seed % 2**32)


def attempt(solution, answers, place, seed, work):
    """Runs the learner's code; whatever it raises is the answer. Returns the result, or None. No seed, and chance goes on."""
    if seed is not None:
        seed_all(seed)
    try:
        return work()
    except ReturnType as error:
        answers.write({**place, "misfit": str(error)})
    except MemoryError as error:
        answers.write({**place, "error": solution.error(error)})
        # The one that limits memory reads how the program ended, not the answers.
        raise
    except BaseException as error:
        answers.write({**place, "error": solution.error(error)})
    return None


def tagged(value, declared):
    """The answer on the wire. Warnings on the way are ours, whatever filters the solution has set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return to_tagged(value, declared)


def run_kata(job, _inputs, solution, answers):
    functions = {name: solution.function(name) for name in job["functions"]}
    for number, call in enumerate(job["calls"]):
        place, name = {"call": number}, call["function"]
        arguments = [from_tagged(argument) for argument in call["arguments"]]
        returns = job["functions"][name]["returns"]
        value = attempt(solution, answers, place, job["seed"], lambda: tagged(functions[name](*arguments), returns))
        if value is not None:
            answers.write({**place, "value": value})


def run_project(job, inputs, solution, answers):
    (features, target), asked, seed = inputs["fit"], inputs["calls"], job["seed"]

    def fit():
        model = solution.function("build_model")()
        fitted = model.fit(features, target)
        return fitted if hasattr(fitted, "predict") else model

    model = attempt(solution, answers, {"stage": "fit"}, seed, fit)
    if model is None:
        return
    wanted = "f64[n]" if target.dtype.kind == "f" else "i64[n]"
    for number, (call, rows) in enumerate(zip(job["calls"], asked)):
        answer = {
            "predict": lambda: tagged(model.predict(rows), wanted),
            "predict_proba": lambda: tagged(probabilities(model, rows), "f64[n]"),
        }
        # Not seeded again: a predict that draws numbers answers differently each time it is asked, and is found out.
        value = attempt(solution, answers, {"call": number}, None, answer[call["method"]])
        if value is not None:
            answers.write({"call": number, "value": value})


def probabilities(model, features):
    """The probability of class 1 a row, or a score that grows with it; nothing where the model has neither."""
    if hasattr(model, "predict_proba"):
        return numpy.asarray(model.predict_proba(features))[:, 1]
    if hasattr(model, "decision_function"):
        return model.decision_function(features)
    return numpy.zeros(0)


def read_inputs(job, directory):
    """All that a project is given, read before the solution is: what cannot be read is no fault of the learner's."""
    if job["kind"] != "project":
        return None
    rows = job["input"]

    def read(name):
        return read_rows(os.path.join(directory, name), rows)

    target = numpy.load(os.path.join(directory, job["fit"]["y"]), allow_pickle=False)
    return {"fit": (read(job["fit"]["x"]), target), "calls": [read(call["x"]) for call in job["calls"]]}


def read_rows(path, rows):
    if rows["format"] == "npy":
        return numpy.load(path, allow_pickle=False)
    if rows["format"] == "jsonl":
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    import pandas

    table = pandas.read_csv(path, dtype="str", keep_default_na=False, na_filter=False)
    return pandas.DataFrame({column["name"]: read_column(table[column["name"]], column["dtype"]) for column in rows["columns"]})


def read_column(texts, dtype):
    """Texts as they are; numbers read by Python, whose floats are the nearest ones whatever pandas does."""
    if dtype == "str":
        return texts
    return numpy.array([float(text) if text else numpy.nan for text in texts], dtype=numpy.float64)


def main():
    directory, answers_file, path, name = sys.argv[1:]
    sys.argv = [name]
    with open(os.path.join(directory, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    answers, solution, inputs = Answers(answers_file), Solution(path, name), read_inputs(job, directory)
    needed = list(job["functions"]) if job["kind"] == "kata" else ["build_model"]
    # All of ours has worked; what fails from here on is looked for in the solution.
    answers.write({"ready": True})

    def load():
        solution.load()
        return [solution.function(function) for function in needed]

    if attempt(solution, answers, {"stage": "compile"}, job["seed"], solution.compile) is None:
        return
    if attempt(solution, answers, {"stage": "load"}, job["seed"], load) is None:
        return
    run = run_kata if job["kind"] == "kata" else run_project
    run(job, inputs, solution, answers)


if __name__ == "__main__":
    main()
    # Not by the usual way: a thread that the solution left behind would be waited for, and everything has been answered.
    safely(sys.stdout.flush, None)
    safely(sys.stderr.flush, None)
    os._exit(0)
