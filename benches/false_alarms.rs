//! How often each detector is wrong about honest models: weak and strong ones, fitted in Python by honest_models.py.
//!
//! `cargo bench --profile dev --bench false_alarms` prints the tables kept in false_alarms.md; the models are fitted once and kept
//! below the target folder. `-- spam-filter` measures one project. Python is `MLINGS_PYTHON`, or `python3`; it needs numpy, pandas and scikit-learn. It fails where a
//! detector speaks falsely in more than one failing draw of a thousand.

#[path = "false_alarms/facts.rs"]
mod facts;
#[path = "false_alarms/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use mlings::catalog::Catalog;
use mlings::content::Content;
use mlings::dataset::{Dataset, Part, Prepared};
use mlings_grade::interval::Bootstrap;
use mlings_grade::metrics::{Metric, Prediction, evaluate};
use mlings_grade::project::{Beside, Grading, Sample, Survey, survey};
use mlings_grade::training::TrainSummary;
use mlings_grade::value::{Tensor, Value};
use mlings_grade::{HeldOut, Standing, Target};
use ndarray::Array1;
use rand::seq::{SliceRandom, index};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use facts::{Facts, correlation};
use tables::{by_detector, by_model};

const PROJECTS: [&str; 4] = ["housing-price", "spam-filter", "digits-classifier", "threshold-cost"];
/// Row sets a model and seed: half of them drawn with replacement, half without.
const DRAWS: u64 = 100;
const CANARIES: usize = 40;

type Draw = Xoshiro256PlusPlus;

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match run(&mut std::io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(3)
        }
    }
}

/// Prints both tables; whether every detector kept below the bar.
fn run(out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
    let mut tallies = Vec::new();
    let named: Vec<String> = std::env::args()
        .filter(|argument| PROJECTS.contains(&argument.as_str()))
        .collect();
    for project in PROJECTS {
        if !named.is_empty() && !named.iter().any(|name| name == project) {
            continue;
        }
        writeln!(std::io::stderr(), "{project}")?;
        let world = World::open(project)?;
        for (name, folders) in models(&world.models)? {
            let mut tally = Tally::new(project, name);
            for folder in folders {
                tally.add(&world, &Model::read(&world, &folder)?);
            }
            tallies.push(tally);
        }
    }
    let kept = by_detector(out, &tallies)?;
    by_model(out, &tallies)?;
    Ok(kept)
}

/// A project's rows that no model was fitted on, of both held-out parts, and what it is graded by.
struct World {
    metric: Metric,
    pass: f64,
    /// Rows a part.
    rows: usize,
    truth: Target,
    groups: Vec<u32>,
    ids: Vec<String>,
    baseline: Vec<f64>,
    reference: Vec<f64>,
    /// Rows of both parts, one after the other, whose labels are true.
    scored: Vec<usize>,
    train: TrainSummary,
    train_truth: Target,
    /// Where the models' predictions are.
    models: PathBuf,
    has_images: bool,
}

impl World {
    fn open(project: &str) -> Result<Self, Box<dyn Error>> {
        let content = &Content::Checkout(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let catalog = Catalog::open(content)?;
        let exercise = catalog.find(project)?;
        let task = exercise.task.as_project().ok_or("it is no project")?;
        let blessed = exercise.blessed()?.ok_or("it is not blessed")?;
        let prepared = Prepared::open(content, &task.dataset, folder)?;
        let dataset = Dataset::read(content, &task.dataset)?;
        let groups = dataset.part(Part::Train).iter().map(|line| i64::from(line.group)).collect();
        let [practice, last] = [prepared.held_out(Part::Practice)?, prepared.held_out(Part::Final)?];
        let rows = practice.ids.len();
        let train_truth = prepared.train_target()?;
        let apart = practice.groups.iter().max().map_or(0, |group| group + 1);
        Ok(World {
            metric: task.metric,
            pass: task.pass,
            rows: practice.scored.len(),
            truth: both(&practice.target, &last.target),
            groups: [practice.groups, last.groups.iter().map(|group| group + apart).collect()].concat(),
            ids: [practice.ids, last.ids].concat(),
            baseline: [blessed.baseline.practice_predictions, blessed.baseline.final_predictions].concat(),
            reference: [blessed.reference.practice_predictions, blessed.reference.final_predictions].concat(),
            scored: practice
                .scored
                .into_iter()
                .chain(last.scored.iter().map(|row| rows + row))
                .collect(),
            train: TrainSummary::of(&train_truth, prepared.classes.len()),
            train_truth,
            models: fit(project, &prepared.inputs(), groups)?,
            has_images: prepared.has_images(),
        })
    }

    fn value(&self, numbers: &[f64]) -> Value {
        let numbers = Array1::from(numbers.to_vec());
        Value::Tensor(match self.truth {
            Target::Real(_) => Tensor::F64(numbers.into_dyn()),
            Target::Class(_) => Tensor::I64(numbers.mapv(|number| number as i64).into_dyn()),
        })
    }

    /// The metric's value, of rows that are scored.
    fn score(&self, truth: &Target, numbers: &[f64]) -> f64 {
        let scale = self.metric.scale();
        let prediction = match truth {
            Target::Real(_) => Prediction::Values(numbers.iter().map(|number| scale.taken(*number)).collect()),
            Target::Class(_) => Prediction::Classes(numbers.iter().map(|number| *number as i64).collect()),
        };
        evaluate(self.metric, truth, &prediction).unwrap_or(f64::NAN)
    }

    /// The value of any predictions of the rows of both parts.
    fn score_of_all(&self, numbers: &[f64]) -> f64 {
        self.score(&self.truth.take(&self.scored), &of_rows(numbers, &self.scored))
    }
}

fn both(first: &Target, second: &Target) -> Target {
    match (first, second) {
        (Target::Real(first), Target::Real(second)) => Target::Real(first.iter().chain(second).copied().collect()),
        (Target::Class(first), Target::Class(second)) => Target::Class(first.iter().chain(second).copied().collect()),
        _ => unreachable!("both parts are of one dataset"),
    }
}

fn numbers(target: &Target) -> Vec<f64> {
    match target {
        Target::Real(values) => values.to_vec(),
        Target::Class(classes) => classes.iter().map(|class| *class as f64).collect(),
    }
}

fn of_rows<T: Clone>(values: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter().map(|row| values[*row].clone()).collect()
}

/// Has the models fitted that are not yet there; the folder of their predictions, which another script leaves alone.
fn fit(project: &str, inputs: &Path, groups: Vec<i64>) -> Result<PathBuf, Box<dyn Error>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/honest_models.py");
    let key = mlings_content::card::sha256(&std::fs::read(&script)?);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("honest-{}", &key[..8]))
        .join(project);
    std::fs::create_dir_all(&out)?;
    let listed = out.with_extension("groups");
    std::fs::write(
        &listed,
        groups.iter().flat_map(|group| group.to_le_bytes()).collect::<Vec<u8>>(),
    )?;
    let python = std::env::var("MLINGS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let status = Command::new(&python)
        .arg(script)
        .arg(project)
        .args([inputs, &listed, &out])
        .status()
        .map_err(|error| format!("`{python}` could not be started ({error}); set MLINGS_PYTHON to a Python with scikit-learn"))?;
    match status.success() {
        true => Ok(out),
        false => Err(format!("`{python}` did not fit the models; set MLINGS_PYTHON to a Python with scikit-learn").into()),
    }
}

/// The folders of each kind of model, one a seed.
fn models(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut models = BTreeMap::<String, Vec<PathBuf>>::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((kind, _)) = name.rsplit_once(" · ") {
            models.entry(kind.to_owned()).or_default().push(path);
        }
    }
    models.values_mut().for_each(|folders| folders.sort());
    Ok(models)
}

/// What a fitted model answers.
struct Model {
    /// For the rows of both held-out parts.
    answers: Vec<f64>,
    /// For pictures: the same as real numbers, and with 1 for ink.
    real: Vec<f64>,
    dim: Vec<f64>,
    train: Vec<f64>,
    /// What an honest learner expects to score: what a second fit scores on train rows that it did not see.
    claim: f64,
    facts: Facts,
}

impl Model {
    fn read(world: &World, folder: &Path) -> std::io::Result<Self> {
        let read = |name: &str| -> std::io::Result<Vec<[u8; 8]>> {
            let bytes = std::fs::read(folder.join(name))?;
            Ok(bytes
                .chunks_exact(8)
                .map(|chunk| chunk.try_into().expect("chunks are of 8 bytes"))
                .collect())
        };
        let floats = |name: &str| read(name).map(|chunks| chunks.into_iter().map(f64::from_le_bytes).collect::<Vec<f64>>());
        let rows = |name: &str| {
            read(name).map(|chunks| {
                chunks
                    .into_iter()
                    .map(|row| i64::from_le_bytes(row) as usize)
                    .collect::<Vec<usize>>()
            })
        };
        let parts = |view: &str| -> std::io::Result<Vec<f64>> {
            Ok([floats(&format!("practice{view}"))?, floats(&format!("final{view}"))?].concat())
        };
        let pictures = |view: &str| if world.has_images { parts(view) } else { Ok(Vec::new()) };
        let (answers, train, fitted) = (parts("")?, floats("train")?, rows("fitted")?);
        Ok(Model {
            facts: Facts::new(
                world,
                &answers,
                &train,
                &fitted,
                folder.to_string_lossy().contains("in dollars"),
            ),
            answers,
            real: pictures("-real")?,
            dim: pictures("-dim")?,
            train,
            claim: world.score(&world.train_truth.take(&rows("held_rows")?), &floats("held")?),
        })
    }

    /// What every detector makes of the model on rows drawn for it.
    fn survey(&self, world: &World, draw: &mut Draw, again: bool) -> Survey {
        let picked = pick(&world.scored, world.rows + CANARIES, again, draw);
        let (canaries, scored): (Vec<usize>, Vec<usize>) = ((0..CANARIES).collect(), (CANARIES..picked.len()).collect());
        let held_out = HeldOut {
            target: redrawn(world.truth.take(&picked), world.train.classes(), draw),
            scored,
            canaries,
            groups: of_rows(&world.groups, &picked),
            ids: of_rows(&world.ids, &picked),
            shuffled: Vec::new(),
            small: Vec::new(),
        };
        let images = match world.has_images {
            true => Prepared::sample(picked.len()),
            false => Vec::new(),
        };
        let shown = held_out.target.take(&images);
        let asked = of_rows(&picked, &images);
        let view = |answers: &[f64]| world.has_images.then(|| world.value(&of_rows(answers, &asked)));
        let (real, dim) = (view(&self.real), view(&self.dim));
        let trained: Vec<usize> = (0..self.train.len()).collect();
        let sample = pick(&trained, Prepared::sample(trained.len()).len(), again, draw);
        let (known, recall) = (world.train_truth.take(&sample), world.value(&of_rows(&self.train, &sample)));
        let of = |answer| Sample { truth: &shown, answer };
        let grading = Grading {
            metric: world.metric,
            pass: world.pass,
            held_out: &held_out,
            baseline: &of_rows(&world.baseline, &picked),
            reference: &of_rows(&world.reference, &picked),
            train: &world.train,
            beside: Beside {
                recall: Some(Sample {
                    truth: &known,
                    answer: &recall,
                }),
                real: real.as_ref().map(of),
                dim: dim.as_ref().map(of),
                images: &images,
            },
            claim: Some(self.claim),
            looks: 0,
            bootstrap: Bootstrap {
                replicates: 200,
                seed: 1,
            },
        };
        survey(&grading, &world.value(&of_rows(&self.answers, &picked)))
            .expect("the part is sound")
            .expect("every answer is of the right kind")
    }
}

/// Some of the rows in random order, drawn anew each time or each row once.
fn pick(rows: &[usize], some: usize, again: bool, draw: &mut Draw) -> Vec<usize> {
    match again {
        true => (0..some).map(|_| rows[draw.gen_range(0..rows.len())]).collect(),
        false => index::sample(draw, rows.len(), some)
            .into_iter()
            .map(|position| rows[position])
            .collect(),
    }
}

/// The labels with those of the canaries, the first ones, drawn at random as datasets/making.py draws them: classes in equal parts,
/// right as often as chance is; numbers in another order that tells nothing of the old one.
fn redrawn(target: Target, classes: usize, draw: &mut Draw) -> Target {
    match target {
        Target::Class(mut labels) => {
            let mut drawn: Vec<i64> = (0..CANARIES).map(|row| (row % classes) as i64).collect();
            let right = |drawn: &[i64]| drawn.iter().zip(&labels).filter(|(drawn, label)| drawn == label).count();
            // Of two classes an odd number cannot be met by halves.
            while right(&drawn).abs_diff(CANARIES / classes) > 1 {
                drawn.shuffle(draw);
            }
            labels.iter_mut().zip(drawn).for_each(|(label, drawn)| *label = drawn);
            Target::Class(labels)
        }
        Target::Real(mut values) => {
            let truth: Vec<f64> = values.iter().take(CANARIES).copied().collect();
            let mut drawn = truth.clone();
            let tells = |drawn: &[f64]| {
                let [truth, drawn] = [&truth, drawn].map(|values| values.iter().map(|value| value.ln()).collect::<Vec<_>>());
                correlation(&truth, &drawn).abs() >= 0.05
            };
            while tells(&drawn) {
                drawn.shuffle(draw);
            }
            values.iter_mut().zip(drawn).for_each(|(value, drawn)| *value = drawn);
            Target::Real(values)
        }
    }
}

/// How often something was said: in all draws, in those that miss the bar, and as the first of what is said there.
#[derive(Clone, Copy, Default)]
struct Said {
    all: u64,
    failing: u64,
    first: u64,
}

/// All draws of one kind of model.
struct Tally {
    project: &'static str,
    model: String,
    draws: u64,
    failing: u64,
    /// The metric of each seed on all rows of both parts.
    scores: Vec<f64>,
    /// By id, and whether it is true.
    said: BTreeMap<(String, bool), Said>,
}

impl Tally {
    fn new(project: &'static str, model: String) -> Self {
        Tally {
            project,
            model,
            draws: 0,
            failing: 0,
            scores: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    fn add(&mut self, world: &World, model: &Model) {
        let draw = &mut Draw::seed_from_u64(self.draws);
        for number in 0..DRAWS {
            let heard = model.survey(world, draw, number % 2 == 0);
            let fails = heard.standing < Standing::Borderline;
            self.draws += 1;
            self.failing += u64::from(fails);
            for (place, finding) in heard.findings.iter().enumerate() {
                self.note(&finding.id, model.facts.bear_out(&finding.id), fails, fails && place == 0);
            }
            if let Some(finding) = heard.accusation {
                // It speaks whatever the standing is, and before all others.
                self.note(&finding.id, false, fails, true);
            }
        }
        self.scores.push(world.score_of_all(&model.answers));
    }

    fn note(&mut self, id: &str, is_true: bool, fails: bool, is_first: bool) {
        let said = self.said.entry((id.to_owned(), is_true)).or_default();
        said.all += 1;
        said.failing += u64::from(fails);
        said.first += u64::from(is_first);
    }

    fn of(&self, id: &str, is_true: bool) -> Said {
        self.said.get(&(id.to_owned(), is_true)).copied().unwrap_or_default()
    }
}
