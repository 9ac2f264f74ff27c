//! The report as its readers see it: in a real browser, light and dark, on a small and on a wide screen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mlings::catalog::{Catalog, Language};
use mlings::content::Content;
use mlings::dataset;
use mlings::verdict::{Outcome, Practice, Verdict};
use mlings::workspace::Workspace;
use mlings_grade::{Measurement, Standing};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::learner::Learner;
use crate::machine::shared_cache;
use crate::skips::skip;

const PROJECTS: [&str; 4] = ["housing-price", "spam-filter", "digits-classifier", "threshold-cost"];
const LOOK: &str = include_str!("report/look.js");

/// One who has passed every project, as its reference would, and a kata a month ago.
fn learner() -> Learner {
    let learner = Learner::with_workspace("rust");
    let workspace = Workspace::locate(&learner.folder()).unwrap();
    let catalog = Catalog::open(&Content::Embedded).unwrap();
    let mut log = line("2026-10-01T10:00:00Z", "softmax-stable", "passed", 1.0);
    for id in PROJECTS {
        let exercise = catalog.find(id).unwrap();
        let task = exercise.task.as_project().unwrap();
        let predictions = exercise.blessed().unwrap().unwrap().reference.practice_predictions;
        let card = dataset::read_card(&Content::Embedded, &task.dataset).unwrap();
        // Not the model's own, but as many and as sure: enough to draw curves of.
        let probabilities = (card.classes.len() == 2).then(|| predictions.iter().map(|class| 0.1 + 0.8 * class).collect());
        let measurement = Measurement {
            value: 0.8,
            interval: [0.75, 0.85],
            baseline: 0.1,
            pass: 0.7,
            reference: 0.9,
            score: 0.875,
            noise: 0.01,
        };
        let mut verdict = Verdict::from(Outcome::Scored {
            standing: Standing::Certified,
            measurement: Some(measurement),
        });
        verdict.practice = Some(Practice {
            dataset_sha256: card.sha256(),
            predictions,
            probabilities,
        });
        workspace.keep_run(id, Language::Rust, &verdict).unwrap();
        log += &line("2026-11-20T10:00:00Z", id, "passed", 0.875);
    }
    fs::write(learner.folder().join(".mlings/attempts.jsonl"), log).unwrap();
    learner
}

fn line(at: &str, exercise: &str, status: &str, score: f64) -> String {
    format!(
        "{{\"v\":1,\"at\":\"{at}\",\"exercise\":\"{exercise}\",\"language\":\"rust\",\"file\":\"sha256:0\",\"status\":\"{status}\",\
         \"certified\":true,\"score\":{score},\"seed\":0,\"hints\":0,\"solution_seen\":false,\"seconds\":0.5,\"sandbox\":\"full\",\
         \"mlings\":\"0.1.0\"}}\n"
    )
}

fn report(learner: &Learner, arguments: &[&str]) -> Output {
    let arguments = ["report"].into_iter().chain(arguments.iter().copied());
    learner
        .command(arguments)
        .env("MLINGS_CACHE", shared_cache())
        .output()
        .unwrap()
}

fn html(learner: &Learner) -> PathBuf {
    let output = report(learner, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    learner.folder().join("mlings-report.html")
}

#[test]
fn the_page_is_one_small_file_with_every_picture_in_it() {
    let learner = learner();
    let html = fs::read_to_string(html(&learner)).unwrap();
    assert!(html.len() < 2_000_000, "{} bytes", html.len());
    for seen in [
        "Predicted against true",
        "Residuals against prediction",
        "Confusion matrix",
        "ROC curve",
        "Precision-recall curve",
        "Calibration",
        "Furthest off",
        "taken for",
        "base64,",
        "It is not a certificate",
        "Over time",
    ] {
        assert!(html.contains(seen), "{seen}");
    }
}

#[test]
fn markdown_and_json_say_the_same() {
    let learner = learner();
    let markdown = report(&learner, &["--format", "md"]).stdout;
    let json: Json = serde_json::from_slice(&report(&learner, &["--json"]).stdout).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["projects"].as_array().unwrap().len(), PROJECTS.len());
    assert_eq!(json["projects"][0]["display"]["kind"], "prediction_error");
    let readiness = 100.0 * json["stages"][0]["readiness"]["value"].as_f64().unwrap();
    let row = format!("| ML Certification | {readiness:.0} |");
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(
        markdown.contains(&row) && markdown.contains("**certified** in Rust"),
        "{markdown}"
    );
}

#[test]
fn who_has_the_log_can_recompute_the_hash() {
    let learner = learner();
    let json: Json = serde_json::from_slice(&report(&learner, &["--json"]).stdout).unwrap();
    let exported = learner.run(["export"]).stdout;
    let digest: String = Sha256::digest(&exported).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(json["log"]["sha256"], digest);
    assert!(fs::read_to_string(html(&learner)).unwrap().contains(&digest));
}

#[test]
fn a_report_replaces_a_report_and_nothing_else() {
    let learner = learner();
    let page = html(&learner);
    assert!(report(&learner, &[]).status.success());
    fs::write(&page, "my own notes").unwrap();
    let refused = report(&learner, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--output"));
    assert_eq!(fs::read_to_string(&page).unwrap(), "my own notes");
}

#[test]
fn one_who_has_done_nothing_gets_a_page_too() {
    let learner = Learner::with_workspace("rust");
    let page = fs::read_to_string(html(&learner)).unwrap();
    assert!(page.contains("None has been scored yet.") && !page.contains("Over time"));
    let markdown = report(&learner, &["--format", "md"]);
    assert!(String::from_utf8_lossy(&markdown.stdout).contains("| ML Certification | 0 |"));
}

#[test]
fn predictions_for_data_that_have_changed_are_not_drawn() {
    let learner = learner();
    let file = learner.folder().join(".mlings/runs/housing-price.json");
    let kept = fs::read_to_string(&file).unwrap();
    let mut kept: Json = serde_json::from_str(&kept).unwrap();
    kept["run"]["dataset_sha256"] = "of another version".into();
    fs::write(&file, kept.to_string()).unwrap();
    let page = fs::read_to_string(html(&learner)).unwrap();
    assert!(page.contains("The data have changed since this run") && !page.contains("Furthest off"));
}

#[test]
fn a_kept_run_that_was_tampered_with_costs_its_pictures_and_nothing_else() {
    let learner = learner();
    let file = learner.folder().join(".mlings/runs/digits-classifier.json");
    let mut kept: Json = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    kept["run"]["predictions"].as_array_mut().unwrap().truncate(3);
    fs::write(&file, kept.to_string()).unwrap();
    let page = fs::read_to_string(html(&learner)).unwrap();
    assert!(page.contains("Handwritten digits") && !page.contains("base64,"));
}

#[test]
fn a_browser_shows_the_page_without_an_error() {
    let Some(browser) = Browser::find() else { return };
    let output = browser.dump(&html(&learner()), []);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("CONSOLE"), "{stderr}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("What I have shown so far"));
}

#[test]
fn the_page_asks_for_nothing_and_is_readable_on_small_and_wide_screens_in_light_and_dark() {
    let Some(browser) = Browser::find() else { return };
    let learner = learner();
    let html = fs::read_to_string(html(&learner)).unwrap();
    // The page forbids itself scripts and requests; without that, what it would ask for is seen.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    assert!(html.contains(policy));
    let looking = html
        .replace(policy, "default-src * data: 'unsafe-inline'")
        .replace("</body>", &format!("<script>{LOOK}</script></body>"));
    fs::write(learner.folder().join("looking.html"), looking).unwrap();
    for (width, is_dark) in [(400, false), (400, true), (1600, false), (1600, true)] {
        let seen = look(&browser, &learner, width, is_dark);
        assert_eq!((seen["width"].as_i64(), seen["dark"].as_bool()), (Some(width), Some(is_dark)));
        assert_eq!(seen["asked"], Json::Array(Vec::new()));
        assert_eq!(seen["faint"], Json::Array(Vec::new()), "at {width}, dark: {is_dark}");
        let faults = [&seen["overflow"], &seen["wordless"], &seen["skipped"]];
        assert_eq!(faults, [&Json::from(0); 3], "{seen}");
        assert!(seen["texts"].as_u64() > Some(300), "{seen}");
        assert!(seen["pictures"].as_u64() > Some(12), "{seen}");
        assert!(seen["smallest"].as_f64() > Some(9.0), "{seen}");
    }
}

/// What the script in `looking.html` sees in a frame of this width; a window can be no narrower than 500 pixels.
fn look(browser: &Browser, learner: &Learner, width: i64, is_dark: bool) -> Json {
    let frame = learner.folder().join("frame.html");
    let page = format!(
        "<body><script>addEventListener('message', (event) => {{ document.body.textContent = event.data }})</script>\
         <iframe src=\"looking.html\" style=\"width: {width}px; height: 900px; border: 0\"></iframe></body>"
    );
    fs::write(&frame, page).unwrap();
    let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark));
    let output = browser.dump(
        &frame,
        ["--window-size=1700,1000", "--virtual-time-budget=5000", scheme.as_str()],
    );
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let body = dom.split("<body>").nth(1).and_then(|rest| rest.split("</body>").next());
    serde_json::from_str(body.unwrap_or_default()).unwrap_or_else(|error| panic!("{error}: {dom:.500}"))
}

/// A Chromium without a window.
struct Browser(PathBuf);

impl Browser {
    /// The one `MLINGS_CHROMIUM` names, or one on the path; without any, that is a skip.
    fn find() -> Option<Self> {
        let named = std::env::var_os("MLINGS_CHROMIUM").map(PathBuf::from);
        let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let on_path = || {
            let candidates = folders
                .iter()
                .flat_map(|folder| names.iter().map(move |name| folder.join(name)));
            candidates.into_iter().find(|candidate| candidate.is_file())
        };
        let found = named.or_else(on_path);
        if found.is_none() {
            skip(
                "the report in a browser",
                "there is no Chromium; MLINGS_CHROMIUM can name one",
            );
        }
        found.map(Browser)
    }

    /// The page's elements once it is loaded.
    fn dump<'a>(&self, page: &Path, flags: impl IntoIterator<Item = &'a str>) -> Output {
        let profile = tempfile::tempdir().unwrap();
        let output = Command::new(&self.0)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                // The browser's own calls home.
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--enable-logging=stderr",
                "--dump-dom",
            ])
            .args(flags)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("file://{}", page.display()))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}
