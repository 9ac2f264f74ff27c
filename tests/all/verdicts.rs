//! Every way a run can go wrong has a verdict and words of its own, exit code 1, and one line in the log.

use std::fmt::Write;

use crate::learner::Learner;
use crate::machine::{has_python, has_sandbox, shared_cache};

/// What a learner wrote, and where.
struct Attempt {
    name: &'static str,
    exercise: &'static str,
    file: &'static str,
    source: &'static str,
}

const fn rust(name: &'static str, exercise: &'static str, source: &'static str) -> Attempt {
    Attempt {
        name,
        exercise,
        file: "solution.rs",
        source,
    }
}

const fn python(name: &'static str, exercise: &'static str, source: &'static str) -> Attempt {
    Attempt {
        name,
        exercise,
        file: "solution.py",
        source,
    }
}

const RUST: [Attempt; 14] = [
    rust("empty file", "softmax-stable", ""),
    rust(
        "does not build",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "panic",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {\n    let nothing: Option<f64> = None;\n    logits.to_owned() * nothing.unwrap()\n}\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "exit without an answer",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(_: ArrayView2<'_, f64>) -> Array2<f64> { std::process::exit(0) }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "prints without end",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(_: ArrayView2<'_, f64>) -> Array2<f64> { loop { println!(\"{}\", \"x\".repeat(100_000)) } }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "infinite loop",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(_: ArrayView2<'_, f64>) -> Array2<f64> { loop { std::hint::black_box(1); } }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "wrong length",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(_: ArrayView2<'_, f64>) -> Array2<f64> { Array2::zeros((1, 1)) }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "NaN",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.mapv(|_| f64::NAN) }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.mapv(|_| f64::NAN) }\n",
    ),
    rust(
        "too much memory",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(_: ArrayView2<'_, f64>) -> Array2<f64> { Array2::ones((100_000, 100_000)) }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "opens a network connection",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {\n    std::net::TcpStream::connect(\"127.0.0.1:80\").unwrap();\n    logits.to_owned()\n}\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "reads a file of others",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {\n    std::fs::read(\"/etc/passwd\").unwrap();\n    logits.to_owned()\n}\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "starts a process",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {\n    std::process::Command::new(\"/bin/ls\").output().unwrap();\n    logits.to_owned()\n}\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "starts threads without end",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {\n    for _ in 0..2000 { std::thread::spawn(|| std::thread::sleep(std::time::Duration::from_secs(60))); }\n    std::thread::sleep(std::time::Duration::from_secs(5));\n    logits.to_owned()\n}\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
    rust(
        "recursion without end",
        "softmax-stable",
        "use ndarray::{Array2, ArrayView2};\nfn deeper(n: u64) -> u64 { if n == 0 { 0 } else { 1 + deeper(std::hint::black_box(n + 1)) } }\npub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() * deeper(1) as f64 }\npub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> { logits.to_owned() }\n",
    ),
];

const PYTHON: [Attempt; 26] = [
    python("empty file", "softmax-stable", ""),
    python(
        "syntax error",
        "softmax-stable",
        "def softmax(logits):\n    return logits +\n",
    ),
    python(
        "exception",
        "softmax-stable",
        "def softmax(logits):\n    return logits[:, 99]\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "exit without an answer",
        "softmax-stable",
        "import os\n\ndef softmax(logits):\n    os._exit(0)\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "prints without end",
        "softmax-stable",
        "def softmax(logits):\n    while True:\n        print('x' * 100_000)\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "infinite loop",
        "softmax-stable",
        "def softmax(logits):\n    while True:\n        pass\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "too much memory",
        "softmax-stable",
        "import numpy as np\n\ndef softmax(logits):\n    return np.ones((100_000, 100_000))\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "opens a network connection",
        "softmax-stable",
        "import urllib.request\n\ndef softmax(logits):\n    return urllib.request.urlopen('http://127.0.0.1/data.csv').read()\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "meets a refused connection and goes on",
        "softmax-stable",
        "import socket\n\ndef softmax(logits):\n    try:\n        socket.create_connection(('127.0.0.1', 80))\n    except OSError:\n        pass\n    return logits\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "reads a file of others",
        "softmax-stable",
        "def softmax(logits):\n    return open('/etc/passwd').read()\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "starts a process",
        "softmax-stable",
        "import subprocess\n\ndef softmax(logits):\n    return subprocess.check_output(['/bin/ls'])\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "killed by a signal",
        "softmax-stable",
        "import ctypes\n\ndef softmax(logits):\n    return ctypes.string_at(0)\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "starts threads without end",
        "softmax-stable",
        "import threading, time\n\ndef softmax(logits):\n    while True:\n        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "fills the answers file",
        "softmax-stable",
        "import os\n\ndef softmax(logits):\n    for descriptor in range(3, 64):\n        try:\n            while os.write(descriptor, b'x' * (1 << 20)):\n                pass\n        except OSError:\n            pass\n    return logits\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "writes bytes into the answers",
        "softmax-stable",
        "import os\n\ndef softmax(logits):\n    for descriptor in range(3, 64):\n        try:\n            os.write(descriptor, b'\\xff\\xfe\\n')\n        except OSError:\n            pass\n    return logits\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "answers calls that were not made",
        "softmax-stable",
        "import os\n\ndef softmax(logits):\n    line = b'{\"call\":99,\"value\":{\"dtype\":\"f64\",\"shape\":[],\"data\":[1.0]}}\\n'\n    for descriptor in range(3, 64):\n        try:\n            os.write(descriptor, line)\n        except OSError:\n            pass\n    return logits\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "infinite numbers",
        "softmax-stable",
        "def softmax(logits):\n    return logits + float('inf')\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "cuts the answers short",
        "softmax-stable",
        "import os\n\ndef softmax(logits):\n    for descriptor in range(3, 64):\n        try:\n            os.ftruncate(descriptor, 0)\n        except OSError:\n            pass\n    return logits\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "nothing returned",
        "softmax-stable",
        "def softmax(logits):\n    pass\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "wrong dtype",
        "softmax-stable",
        "def softmax(logits):\n    return [['high'] * len(row) for row in logits]\n\ndef log_softmax(logits):\n    return logits\n",
    ),
    python(
        "wrong length",
        "spam-filter",
        "class M:\n    def fit(self, X, y): return self\n    def predict(self, X): return [0] * (len(X) - 1)\n\ndef build_model(): return M()\n",
    ),
    python(
        "extra row",
        "spam-filter",
        "class M:\n    def fit(self, X, y): return self\n    def predict(self, X): return [0] * (len(X) + 1)\n\ndef build_model(): return M()\n",
    ),
    python(
        "NaN",
        "spam-filter",
        "class M:\n    def fit(self, X, y): return self\n    def predict(self, X): return [float('nan')] * len(X)\n\ndef build_model(): return M()\n",
    ),
    python(
        "wrong dtype in a project",
        "spam-filter",
        "class M:\n    def fit(self, X, y): return self\n    def predict(self, X): return ['ham'] * len(X)\n\ndef build_model(): return M()\n",
    ),
    python(
        "unknown class",
        "spam-filter",
        "class M:\n    def fit(self, X, y): return self\n    def predict(self, X): return [2] * len(X)\n\ndef build_model(): return M()\n",
    ),
    python(
        "fit raises",
        "spam-filter",
        "class M:\n    def fit(self, X, y): raise ValueError('no idea')\n    def predict(self, X): return [0] * len(X)\n\ndef build_model(): return M()\n",
    ),
];

#[test]
fn every_misbehaviour_in_rust_has_a_verdict_of_its_own() {
    if has_sandbox() {
        insta::assert_snapshot!(verdicts("rust", &RUST));
    }
}

#[test]
fn every_misbehaviour_in_python_has_a_verdict_of_its_own() {
    if has_sandbox() && has_python() {
        insta::assert_snapshot!(verdicts("python", &PYTHON));
    }
}

/// Runs each attempt in one workspace; returns what a learner reads first, and the exit code.
fn verdicts(language: &str, attempts: &[Attempt]) -> String {
    let learner = Learner::with_workspace(language);
    let mut text = String::new();
    for Attempt {
        name,
        exercise,
        file,
        source,
    } in attempts
    {
        std::fs::write(learner.folder().join("exercises").join(exercise).join(file), source).unwrap();
        let output = learner
            .command(["run", exercise, "--json"])
            .env("MLINGS_CACHE", shared_cache())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let verdict: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{name}: {said}"));
        let explanation = &verdict["explanation"];
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        let _ = writeln!(
            text,
            "## {name}\n{}: {}",
            verdict["status"].as_str().unwrap(),
            explanation["headline"].as_str().unwrap()
        );
        for detail in explanation["details"].as_array().unwrap() {
            let _ = writeln!(text, "{}", detail.as_str().unwrap());
        }
        // A compiler's words change from version to version; its first line names the error.
        let verbatim = explanation["verbatim"].as_str().unwrap_or_default();
        let shown = if verdict["status"] == "build_failed" {
            verbatim.lines().next().unwrap_or_default()
        } else {
            verbatim
        };
        let _ = writeln!(text, "{shown}");
    }
    let log = std::fs::read_to_string(learner.folder().join(".mlings/attempts.jsonl")).unwrap();
    assert_eq!(log.lines().count(), attempts.len(), "every attempt is in the log");
    text
}
