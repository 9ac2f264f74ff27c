//! Tests of the shipped datasets and of their prepared files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use mlings_content::card::sha256;
use mlings_grade::Target;

use super::error::advice;
use super::*;
use crate::content::Content;

fn all_names() -> Vec<String> {
    names(&Content::Embedded)
}

fn dataset(name: &str) -> Dataset {
    Dataset::read(&Content::Embedded, name).unwrap()
}

fn held_out(dataset: &Dataset) -> impl Iterator<Item = SplitRow> {
    dataset.split.iter().filter(|line| line.part != Part::Train).copied()
}

fn canaries(dataset: &Dataset, part: Part) -> Vec<usize> {
    dataset
        .part(part)
        .iter()
        .filter(|line| line.canary)
        .map(|line| line.row)
        .collect()
}

/// The parts in which each key occurs.
fn parts_of<K: Ord>(dataset: &Dataset, key: impl Fn(&SplitRow) -> K) -> BTreeMap<K, BTreeSet<&'static str>> {
    let mut parts = BTreeMap::<K, BTreeSet<&'static str>>::new();
    for line in &dataset.split {
        parts.entry(key(line)).or_default().insert(line.part.name());
    }
    parts
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (first, second) = (mean(one), mean(other));
    let product = |a: &[f64], b: &[f64], x: f64, y: f64| a.iter().zip(b).map(|(a, b)| (a - x) * (b - y)).sum::<f64>();
    product(one, other, first, second) / (product(one, one, first, first) * product(other, other, second, second)).sqrt()
}

#[test]
fn every_row_is_in_one_part_and_the_parts_have_the_sizes_of_the_card() {
    for name in all_names() {
        let dataset = dataset(&name);
        let mut rows: Vec<usize> = dataset.split.iter().map(|line| line.row).collect();
        rows.sort_unstable();
        assert!(rows.iter().copied().eq(0..dataset.card.rows), "{name}: every row once");
        let split = &dataset.card.split;
        for (part, scored) in [(Part::Practice, split.practice), (Part::Final, split.final_)] {
            assert_eq!(
                (dataset.part(part).len(), canaries(&dataset, part).len()),
                (scored + split.canaries, split.canaries),
                "{name}"
            );
        }
        assert_eq!(dataset.part(Part::Train).len(), split.train, "{name}");
        assert!(canaries(&dataset, Part::Train).is_empty(), "{name}");
    }
}

#[test]
fn the_contents_have_the_recorded_sha256() {
    for name in all_names() {
        for file in &dataset(&name).card.files {
            let packed = Content::Embedded.read(&format!("datasets/{name}/{}", file.name)).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&*packed), &mut content).unwrap();
            assert_eq!(
                (packed.len() as u64, sha256(&content)),
                (file.bytes, file.content_sha256.clone()),
                "{name}/{}",
                file.name
            );
        }
    }
}

#[test]
fn no_group_crosses_parts_and_each_canary_is_a_group_of_its_own() {
    for name in all_names() {
        let dataset = dataset(&name);
        assert!(
            parts_of(&dataset, |line| line.group).values().all(|parts| parts.len() == 1),
            "{name}"
        );
        let mut sizes = HashMap::<u32, usize>::new();
        dataset
            .split
            .iter()
            .for_each(|line| *sizes.entry(line.group).or_default() += 1);
        assert!(
            held_out(&dataset)
                .filter(|line| line.canary)
                .all(|line| sizes[&line.group] == 1),
            "{name}"
        );
    }
}

#[test]
fn a_house_sold_twice_and_houses_alike_in_every_feature_stay_in_one_part() {
    let dataset = dataset("king-county");
    let by_id = parts_of(&dataset, |line| dataset.ids[line.row].clone());
    assert_eq!(by_id.len(), 21_436);
    assert!(by_id.values().all(|parts| parts.len() == 1));
    let Features::Table(frame) = &dataset.features else {
        panic!("a table")
    };
    let described: Vec<&polars::prelude::Column> = frame
        .columns()
        .iter()
        .filter(|column| !["id", "date"].contains(&column.name().as_str()))
        .collect();
    let features = |line: &SplitRow| {
        described
            .iter()
            .map(|column| column.get(line.row).unwrap().to_string())
            .collect::<Vec<_>>()
    };
    let by_features = parts_of(&dataset, features);
    assert!(by_features.len() < 21_436 && by_features.values().all(|parts| parts.len() == 1));
}

/// The runs of five letters of a message, as make.py cuts them.
fn shingles(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let letters: Vec<char> = lower.chars().filter(|character| character.is_alphabetic()).collect();
    let letters = if letters.is_empty() {
        lower.chars().collect()
    } else {
        letters
    };
    if letters.len() < 5 {
        [letters.into_iter().collect()].into()
    } else {
        letters.windows(5).map(|run| run.iter().collect()).collect()
    }
}

#[test]
fn messages_that_are_alike_stay_in_one_part() {
    let dataset = dataset("sms-spam");
    let Features::Texts(texts) = &dataset.features else {
        panic!("texts")
    };
    let sets: Vec<BTreeSet<String>> = texts.iter().map(|text| shingles(text)).collect();
    let parts: HashMap<usize, Part> = dataset.split.iter().map(|line| (line.row, line.part)).collect();
    let mut seen = HashMap::<&str, Vec<usize>>::new();
    let (mut alike, mut crossing) = (0, Vec::new());
    for (row, own) in sets.iter().enumerate() {
        let mut shared = HashMap::<usize, usize>::new();
        for shingle in own {
            let rows = seen.entry(shingle.as_str()).or_default();
            rows.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            rows.push(row);
        }
        for (other, common) in shared {
            if common as f64 >= 0.7 * (own.len() + sets[other].len() - common) as f64 {
                alike += 1;
                if parts[&row] != parts[&other] {
                    crossing.push((texts[row].clone(), texts[other].clone()));
                }
            }
        }
    }
    assert!(alike > 250, "{alike} pairs are alike");
    assert!(crossing.is_empty(), "{crossing:#?}");
}

#[test]
fn no_message_holds_a_long_number_or_an_address() {
    let dataset = dataset("sms-spam");
    let Features::Texts(texts) = &dataset.features else {
        panic!("texts")
    };
    for text in texts {
        let runs = text
            .split(|character: char| !character.is_ascii_digit())
            .filter(|run| run.len() >= 5);
        assert!(runs.into_iter().all(|run| run.bytes().all(|digit| digit == b'0')), "{text}");
        let addresses = text.match_indices(".com").filter(|(end, _)| text[..*end].contains('@'));
        assert!(
            addresses.into_iter().all(|(end, _)| text[..end].ends_with("@example")),
            "{text}"
        );
    }
}

#[test]
fn no_image_occurs_twice() {
    for (name, images) in [("mnist", 15_080), ("digits-8x8", 1797)] {
        let dataset = dataset(name);
        let Features::Images(pixels) = &dataset.features else {
            panic!("images")
        };
        let distinct: BTreeSet<Vec<u8>> = pixels.rows().into_iter().map(|row| row.to_vec()).collect();
        assert_eq!(distinct.len(), images, "{name}");
    }
}

/// A table's features, one list a row: equal numbers in a column are equal values.
fn coded_features(dataset: &Dataset) -> Vec<Vec<usize>> {
    let Features::Table(frame) = &dataset.features else {
        panic!("a table")
    };
    let mut rows = vec![Vec::new(); frame.height()];
    for column in frame.columns() {
        let mut codes = HashMap::new();
        for (index, row) in rows.iter_mut().enumerate() {
            let next = codes.len();
            row.push(*codes.entry(column.get(index).unwrap().to_string()).or_insert(next));
        }
    }
    rows
}

#[test]
fn rows_that_differ_in_one_feature_at_most_stay_in_one_part() {
    for (name, expected) in [("telco-churn", 190), ("credit", 6), ("breast-cancer", 0)] {
        let dataset = dataset(name);
        let rows = coded_features(&dataset);
        let mut alike = BTreeSet::new();
        for feature in 0..rows[0].len() {
            let mut first = HashMap::new();
            for line in &dataset.split {
                let others = [&rows[line.row][..feature], &rows[line.row][feature + 1..]].concat();
                let other = first.entry(others).or_insert(*line);
                assert_eq!(line.part, other.part, "{name}: rows {} and {}", line.row, other.row);
                if line.row != other.row {
                    alike.extend([line.row, other.row]);
                }
            }
        }
        assert_eq!(alike.len(), expected, "{name}");
    }
}

#[test]
fn values_are_missing_where_the_pitfalls_say() {
    let missing = |name, columns: &[(&str, usize)]| {
        let dataset = dataset(name);
        let Features::Table(frame) = &dataset.features else {
            panic!("a table")
        };
        let found: Vec<(&str, usize)> = frame
            .columns()
            .iter()
            .map(|column| (column.name().as_str(), column.null_count()))
            .filter(|(_, missing)| *missing > 0)
            .collect();
        assert_eq!(found, columns, "{name}");
    };
    missing("telco-churn", &[("total_charges", 11)]);
    missing(
        "credit",
        &[
            ("Home", 6),
            ("Marital", 1),
            ("Job", 2),
            ("Income", 381),
            ("Assets", 47),
            ("Debt", 18),
        ],
    );
    let measurements = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"].map(|name| (name, 2));
    missing("penguins", &[&measurements[..], &[("sex", 11)]].concat());
    missing("breast-cancer", &[]);
}

#[test]
fn digits_are_stratified_and_the_train_rows_ordered_by_digit() {
    let dataset = dataset("mnist");
    let Target::Class(digits) = &dataset.target else {
        panic!("classes")
    };
    let count = |rows: &[SplitRow], digit| rows.iter().filter(|line| !line.canary && digits[line.row] == digit).count();
    for digit in 0..10 {
        assert_eq!(count(&dataset.part(Part::Train), digit), 1000);
        assert_eq!(count(&dataset.part(Part::Practice), digit), 250);
        assert_eq!(count(&dataset.part(Part::Final), digit), 250);
    }
    assert!(dataset.part(Part::Train).is_sorted_by_key(|line| digits[line.row]));
}

#[test]
fn a_class_has_the_same_share_of_every_part() {
    for (name, class, expected) in [
        ("sms-spam", 1, 0.1242),
        ("telco-churn", 1, 0.2655),
        ("credit", 1, 0.2813),
        ("breast-cancer", 1, 0.3726),
    ] {
        let dataset = dataset(name);
        let Target::Class(labels) = &dataset.target else {
            panic!("classes")
        };
        for part in [Part::Train, Part::Practice, Part::Final] {
            let rows: Vec<SplitRow> = dataset.part(part).into_iter().filter(|line| !line.canary).collect();
            let share = rows.iter().filter(|line| labels[line.row] == class).count() as f64 / rows.len() as f64;
            assert!((share - expected).abs() < 0.002, "{name}, {}: {share}", part.name());
        }
    }
}

#[test]
fn canary_classes_are_drawn_evenly() {
    for (name, each) in [("mnist", 4), ("sms-spam", 20), ("telco-churn", 20), ("credit", 20)] {
        let dataset = dataset(name);
        let Target::Class(labels) = &dataset.target else {
            panic!("classes")
        };
        for part in [Part::Practice, Part::Final] {
            let drawn: Vec<i64> = canaries(&dataset, part).iter().map(|row| labels[*row]).collect();
            let count = |class: usize| drawn.iter().filter(|label| **label == class as i64).count();
            assert!(
                (0..dataset.card.classes.len()).all(|class| count(class) == each),
                "{name} {drawn:?}"
            );
        }
    }
}

#[test]
fn canary_digits_are_not_what_their_images_show() {
    let dataset = dataset("mnist");
    let (Features::Images(pixels), Target::Class(digits)) = (&dataset.features, &dataset.target) else {
        panic!("labelled images")
    };
    let mut centroids = ndarray::Array2::<f64>::zeros((10, 784));
    for line in dataset.part(Part::Train) {
        centroids
            .row_mut(digits[line.row] as usize)
            .scaled_add(1e-3, &pixels.row(line.row).mapv(f64::from));
    }
    let distance = |row: usize, digit: usize| {
        (&pixels.row(row).mapv(f64::from) - &centroids.row(digit))
            .mapv(|gap| gap * gap)
            .sum()
    };
    let guess = |row: usize| {
        (0..10)
            .min_by(|one, other| distance(row, *one).total_cmp(&distance(row, *other)))
            .unwrap() as i64
    };
    for part in [Part::Practice, Part::Final] {
        let hits = |rows: &[usize]| rows.iter().filter(|row| guess(**row) == digits[**row]).count();
        let scored: Vec<usize> = dataset
            .part(part)
            .iter()
            .filter(|line| !line.canary)
            .map(|line| line.row)
            .collect();
        assert!(hits(&canaries(&dataset, part)) <= 6);
        assert!(hits(&scored[..500]) > 380);
    }
}

#[test]
fn canary_prices_tell_nothing_of_their_houses() {
    let dataset = dataset("king-county");
    let (Features::Table(frame), Target::Real(prices)) = (&dataset.features, &dataset.target) else {
        panic!("a priced table")
    };
    let area = frame.column("sqft_living").unwrap().f64().unwrap();
    for part in [Part::Practice, Part::Final] {
        let logs = |rows: &[usize]| -> (Vec<f64>, Vec<f64>) {
            rows.iter()
                .map(|row| (area.get(*row).unwrap().ln(), prices[*row].ln()))
                .unzip()
        };
        let scored: Vec<usize> = dataset
            .part(part)
            .iter()
            .filter(|line| !line.canary)
            .map(|line| line.row)
            .collect();
        let ((canary_area, canary_price), (area, price)) = (logs(&canaries(&dataset, part)), logs(&scored));
        assert!(
            correlation(&canary_area, &canary_price).abs() < 0.3,
            "{}",
            correlation(&canary_area, &canary_price)
        );
        assert!(correlation(&area, &price) > 0.6);
    }
}

#[test]
fn prepared_inputs_never_change() {
    let expected = [
        (
            "breast-cancer",
            "8c0193890638a4ad57aaa732d430bbd6794f08c781d6503a2a2ab742af885ea7",
        ),
        ("credit", "31c6bb93d9d5332b06c23486f72d4078d92210510e47d0478f9d2f75a1a164ce"),
        (
            "digits-8x8",
            "9d7062909836466104d5a922a8494d94e0b3e1e936ccf6122b803ef2103cd2ec",
        ),
        (
            "king-county",
            "16c522fafe4f93286d33be9bb66532ff1700e4d0386f5964f2080367909db1bc",
        ),
        ("mnist", "a97d2d0d8e666ab10ad2317cbe9750119b7d360b84e80b7809afa6547e10c8cd"),
        ("penguins", "170b2e1ac1ada13ba102654d6f8b20ada8523e11909051958366dc5c1e4e2f75"),
        ("sms-spam", "e696226451f5dd9513ed4aafd7fd0cf2dbe56ba0fa8fa25674cc7ce35939351e"),
        (
            "telco-churn",
            "c09d4c64c44e20dc41c8c9d3ccb1cde4a10b2536f97d3fc9e0dcd2c972c5b554",
        ),
    ];
    let found = expected.map(|(name, _)| {
        let files = prepare::files(&dataset(name)).unwrap();
        let listing = files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)));
        (name, sha256(listing.collect::<String>().as_bytes()))
    });
    let expected = expected.map(|(name, golden)| (name, golden.to_owned()));
    assert_eq!(found, expected, "if they are meant to change, raise LAYOUT in prepare.rs");
}

#[test]
fn inputs_hold_no_held_out_label() {
    let king = prepare::files(&dataset("king-county")).unwrap();
    for (path, bytes) in king.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let header = String::from_utf8_lossy(bytes).lines().next().unwrap().to_owned();
        assert!(
            header.starts_with("id,date,bedrooms,") && !header.contains("price"),
            "{path}: {header}"
        );
    }
    for name in all_names() {
        let files = prepare::files(&dataset(&name)).unwrap();
        let inputs: BTreeSet<&str> = files.keys().filter_map(|path| path.strip_prefix("inputs/")).collect();
        let extension = prepare::extension(dataset(&name).card.kind);
        let mut views = ["train", "train-sample"].map(str::to_owned).to_vec();
        for part in ["practice", "final"] {
            views.extend(["", "-shuffled"].map(|view| format!("{part}{view}")));
            views.extend((0..telling::CALLS).map(|call| format!("{part}-small-{call}")));
            if extension == "npy" {
                views.extend(["-dim", "-real"].map(|view| format!("{part}{view}")));
            }
        }
        let mut expected: BTreeSet<String> = views.iter().map(|view| format!("{view}.{extension}")).collect();
        expected.insert("train_target.npy".to_owned());
        assert!(
            inputs.iter().copied().eq(expected.iter().map(String::as_str)),
            "{name}: {inputs:?}"
        );
    }
}

#[test]
fn a_table_written_as_csv_reads_back_bit_for_bit() {
    let dataset = dataset("king-county");
    let Features::Table(frame) = &dataset.features else {
        panic!("a table")
    };
    let files = prepare::files(&dataset).unwrap();
    let text = String::from_utf8(files["inputs/final.csv"].clone()).unwrap();
    for (line, row) in text.lines().skip(1).zip(dataset.part(Part::Final)) {
        for (field, column) in line.split(',').zip(frame.columns()) {
            match column.f64() {
                Ok(numbers) => assert_eq!(
                    field.parse::<f64>().unwrap().to_bits(),
                    numbers.get(row.row).unwrap().to_bits()
                ),
                Err(_) => assert_eq!(field, column.str().unwrap().get(row.row).unwrap()),
            }
        }
    }
}

#[test]
fn the_shuffled_view_holds_the_same_houses_under_new_ids() {
    let cache = tempfile::tempdir().unwrap();
    let prepared = Prepared::open(&Content::Embedded, "king-county", cache.path()).unwrap();
    let held_out = prepared.held_out(Part::Practice).unwrap();
    let lines = |view| {
        let text = std::fs::read_to_string(prepared.inputs().join(prepared.features_file(Part::Practice, view))).unwrap();
        text.lines()
            .skip(1)
            .map(|line| line.split_once(',').unwrap())
            .map(|(id, rest)| (id.to_owned(), rest.to_owned()))
            .collect::<Vec<_>>()
    };
    let (all, shuffled) = (lines(View::All), lines(View::Shuffled));
    for (call, rows) in held_out.small.iter().enumerate() {
        assert!(lines(View::Small(call)).iter().eq(rows.iter().map(|row| &all[*row])));
    }
    assert_ne!(held_out.shuffled, (0..all.len()).collect::<Vec<usize>>());
    assert!(
        shuffled
            .iter()
            .map(|(_, rest)| rest)
            .eq(held_out.shuffled.iter().map(|row| &all[*row].1))
    );
    let known: BTreeSet<&String> = held_out.ids.iter().collect();
    assert!(shuffled.iter().all(|(id, _)| !known.contains(id)));
    let fresh: BTreeSet<&String> = shuffled.iter().map(|(id, _)| id).collect();
    assert_eq!(fresh.len(), known.len(), "a house sold twice still has one id");
}

#[test]
fn small_calls_hold_every_row_a_few_alone_and_those_out_of_the_ordinary() {
    for name in all_names() {
        let dataset = dataset(&name);
        for part in [Part::Practice, Part::Final] {
            let rows: Vec<usize> = dataset.part(part).iter().map(|line| line.row).collect();
            let calls = telling::small(&dataset, &rows);
            assert_eq!(calls.len(), telling::CALLS, "{name}");
            let held: BTreeSet<usize> = calls.iter().flatten().copied().collect();
            assert!(held.into_iter().eq(0..rows.len()), "{name}");
            assert_eq!(calls.iter().filter(|call| call.len() == 1).count(), 8, "{name}");
            assert!(
                calls
                    .iter()
                    .all(|call| call.iter().collect::<BTreeSet<_>>().len() == call.len()),
                "{name}"
            );
            assert!(calls.iter().all(|call| call.len() <= (rows.len() / 4).max(20)), "{name}");
        }
    }
    let churn = dataset("telco-churn");
    let Features::Table(frame) = &churn.features else {
        panic!("a table")
    };
    let charges = frame.column("total_charges").unwrap().f64().unwrap();
    for part in [Part::Practice, Part::Final] {
        let rows: Vec<usize> = churn.part(part).iter().map(|line| line.row).collect();
        let calls = telling::small(&churn, &rows);
        let first_alone = calls.iter().find(|call| call.len() == 1).unwrap()[0];
        assert_eq!(
            charges.get(rows[first_alone]),
            None,
            "a row with a value missing is asked about alone"
        );
    }
}

#[test]
fn the_grader_gets_labels_ids_groups_and_canaries_of_every_row() {
    let cache = tempfile::tempdir().unwrap();
    for (name, rows, train, canaries) in [
        ("king-county", 4363, 12_887, 40),
        ("mnist", 2540, 10_000, 40),
        ("sms-spam", 1071, 3016, 40),
        ("penguins", 68, 208, 0),
        ("digits-8x8", 384, 1029, 0),
    ] {
        let prepared = Prepared::open(&Content::Embedded, name, cache.path()).unwrap();
        let length = |target: &Target| match target {
            Target::Real(values) => values.len(),
            Target::Class(classes) => classes.len(),
        };
        assert_eq!(length(&prepared.train_target().unwrap()), train);
        for part in [Part::Practice, Part::Final] {
            let held_out = prepared.held_out(part).unwrap();
            let lengths = [
                length(&held_out.target),
                held_out.ids.len(),
                held_out.groups.len(),
                held_out.shuffled.len(),
            ];
            assert_eq!(lengths, [rows; 4], "{name}");
            assert_eq!((held_out.scored.len(), held_out.canaries.len()), (rows - canaries, canaries));
            assert!(
                held_out
                    .canaries
                    .iter()
                    .all(|row| held_out.scored.binary_search(row).is_err())
            );
            assert_eq!(held_out.groups[0], 0);
        }
    }
}

#[test]
fn a_half_made_or_damaged_cache_is_made_again() {
    let cache = tempfile::tempdir().unwrap();
    let prepared = Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
    let train = prepared.inputs().join("train.jsonl");
    let whole = std::fs::read(&train).unwrap();
    std::fs::write(&train, &whole[..1000]).unwrap();
    std::fs::create_dir(cache.path().join("datasets/.sms-spam-killed")).unwrap();
    let again = Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
    assert_eq!(std::fs::read(again.inputs().join("train.jsonl")).unwrap(), whole);
    assert!(!cache.path().join("datasets/.sms-spam-killed").exists());
    std::fs::remove_file(again.directory.join("files.json")).unwrap();
    Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
    assert!(again.directory.join("files.json").exists());
}

#[test]
fn a_label_file_of_the_right_size_and_the_wrong_kind_is_named() {
    let cache = tempfile::tempdir().unwrap();
    let prepared = Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
    let file = prepared.directory.join("labels/final-target.npy");
    let size = std::fs::metadata(&file).unwrap().len() as usize;
    std::fs::write(&file, vec![b'x'; size]).unwrap();
    let message = prepared.held_out(Part::Final).err().unwrap().to_string();
    assert!(
        message.contains("final-target.npy") && message.contains("made again when you run again"),
        "{message}"
    );
    let again = Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
    assert!(again.held_out(Part::Final).is_ok());
}

#[test]
fn labels_and_inputs_that_were_changed_without_changing_their_size_are_found_out() {
    let cache = tempfile::tempdir().unwrap();
    for name in [
        "labels/practice-target.npy",
        "labels/practice-groups.npy",
        "labels/practice-small.json",
        "inputs/train.jsonl",
    ] {
        let prepared = Prepared::open(&Content::Embedded, "sms-spam", cache.path()).unwrap();
        let file = prepared.directory.join(name);
        let mut bytes = std::fs::read(&file).unwrap();
        let last = bytes.len() - 10;
        bytes[last] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        let is_found = match name.strip_prefix("inputs/") {
            Some(input) => prepared.input(input).is_err(),
            None => prepared.held_out(Part::Practice).is_err(),
        };
        assert!(is_found, "{name}");
    }
}

#[test]
fn openers_at_once_all_get_complete_files() {
    let cache = tempfile::tempdir().unwrap();
    let open =
        || Prepared::open(&Content::Embedded, "sms-spam", cache.path()).map(|prepared| prepared.held_out(Part::Final).is_ok());
    std::thread::scope(|scope| {
        let openers: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        assert!(openers.into_iter().all(|opener| opener.join().unwrap().unwrap()));
    });
}

#[test]
fn an_unknown_dataset_offers_the_nearest_name() {
    let message = |name| {
        Prepared::open(&Content::Embedded, name, Path::new("unused"))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        message("kingcounty"),
        "no dataset is named `kingcounty`; did you mean `king-county`?"
    );
    assert_eq!(message("xyz"), "no dataset is named `xyz`");
}

#[test]
fn a_cache_that_cannot_be_made_says_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let message = Prepared::open(&Content::Embedded, "mnist", &file).unwrap_err().to_string();
    assert!(
        message.contains("cannot be written") && message.contains("XDG_CACHE_HOME"),
        "{message}"
    );
    assert!(advice(&std::io::ErrorKind::StorageFull.into()).starts_with("free"));
}

#[test]
fn the_frame_is_the_train_part_with_its_target() {
    let frame = open_frame(&Content::Embedded, "king-county").unwrap();
    assert_eq!(frame.shape(), (12_887, 21));
    assert!(
        frame
            .column("price")
            .unwrap()
            .f64()
            .unwrap()
            .iter()
            .flatten()
            .all(|price| price >= 75_000.0)
    );
    assert!(
        open_frame(&Content::Embedded, "mnist")
            .unwrap_err()
            .to_string()
            .contains("no table")
    );
}
