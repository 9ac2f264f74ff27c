//! Tests of properties on splits, folds and orders: what each lets pass, and what it says of what it does not.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;
use serde_json::{Value as Json, json};

use super::*;
use mlings_grade::value::Type;

/// A function's declaration, owning what rules borrow.
struct Declared {
    parameters: Vec<(&'static str, Type)>,
    returns: Type,
}

impl Declared {
    fn new(parameters: &[(&'static str, &str)], returns: &str) -> Self {
        let parameters = parameters.iter().map(|(name, kind)| (*name, kind.parse().unwrap()));
        Self {
            parameters: parameters.collect(),
            returns: returns.parse().unwrap(),
        }
    }

    /// `train_test_split(y, test_share, seed)`.
    fn split() -> Self {
        Self::new(&[("y", "i64[n]"), ("test_share", "f64"), ("seed", "i64")], "(i64[a], i64[b])")
    }

    /// `stratified_folds(y, k, seed)`.
    fn folds() -> Self {
        Self::new(&[("y", "i64[n]"), ("k", "i64"), ("seed", "i64")], "i64[n]")
    }

    fn try_rules(&self, properties: &str, roles: &str) -> Result<Rules, String> {
        let names: Vec<String> = properties.split_whitespace().map(str::to_owned).collect();
        let roles: Roles = toml::from_str(roles).unwrap();
        let parameters: Vec<(&str, &Type)> = self.parameters.iter().map(|(name, kind)| (*name, kind)).collect();
        Rules::new(&names, &roles, &parameters, &self.returns)
    }

    fn rules(&self, properties: &str, roles: &str) -> Rules {
        self.try_rules(properties, roles).expect("the rules are well formed")
    }

    /// What a call is told, property by property.
    fn told(&self, rules: &Rules, arguments: &Json, answer: &Json) -> Vec<String> {
        let (arguments, answer) = self.read(arguments, answer);
        let call = AnsweredCall {
            case: "a case",
            arguments: &arguments,
            answer: &answer,
        };
        rules.broken(&call, &[]).into_iter().map(|broken| broken.said).collect()
    }

    fn read(&self, arguments: &Json, answer: &Json) -> (Vec<Value>, Value) {
        let pairs = arguments.as_array().unwrap().iter().zip(&self.parameters);
        let arguments = pairs.map(|(json, (_, kind))| Value::from_nested(json, kind).unwrap());
        (arguments.collect(), Value::from_nested(answer, &self.returns).unwrap())
    }
}

const SPLIT: &str = r#"
rows = "y"
labels = "y"
seed = "seed"
parts = ["train", "test"]
shares = ["rest", "test_share"]
rounding = "up"
"#;

const FOLDS: &str = r#"
rows = "y"
labels = "y"
seed = "seed"
folds = "k"
"#;

/// Ten rows of two classes, of which 0.3 are for the test.
fn ten() -> Json {
    json!([[0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 0.3, 0])
}

#[test]
fn a_split_that_loses_doubles_or_invents_rows_is_no_partition() {
    let split = Declared::split();
    let rules = split.rules("partition", SPLIT);
    let told = |answer| split.told(&rules, &ten(), &answer);
    assert!(told(json!([[0, 1, 2, 3, 4, 6, 7], [9, 5, 8]])).is_empty());
    assert_eq!(
        told(json!([[0, 1, 2, 3, 4, 6, 7], [4, 5, 8]])),
        ["row 4 is in both train and test"]
    );
    assert_eq!(told(json!([[0, 1, 1, 3, 4, 6, 7], [9, 5, 8]])), ["row 1 is in train 2 times"]);
    assert_eq!(told(json!([[0, 1, 3, 4, 6, 7], [9, 5, 8]])), ["row 2 is in no part"]);
    let beyond = "test holds row 10, and there are 10 rows, numbered from 0";
    assert_eq!(told(json!([[0, 1, 2, 3, 4, 6, 7], [10, 5, 8]])), [beyond]);
    assert_eq!(
        told(json!([[0, -1], []])),
        ["train holds row -1, and there are 10 rows, numbered from 0"]
    );
}

#[test]
fn partition_is_what_it_says_on_every_small_answer() {
    let order = Declared::new(&[("n", "i64")], "(i64[a], i64[b])");
    let rules = order.rules("partition", "rows = \"n\"");
    for code in 0..256 {
        let rows: Vec<i64> = (0..4).map(|place| code / 4_i64.pow(place) % 4 - 1).collect();
        for cut in 0..=4 {
            let answer = json!([rows[..cut], rows[cut..]]);
            let mut sorted = rows.clone();
            sorted.sort_unstable();
            let is_partition = sorted == [0, 1, 2, 3];
            assert_eq!(order.told(&rules, &json!([4]), &answer).is_empty(), is_partition, "{answer}");
        }
        let three: Vec<i64> = rows[..3].to_vec();
        let mut sorted = three.clone();
        sorted.sort_unstable();
        let answer = json!([three, []]);
        assert_eq!(
            order.told(&rules, &json!([3]), &answer).is_empty(),
            sorted == [0, 1, 2],
            "{answer}"
        );
    }
}

#[test]
fn disjoint_lets_rows_be_lost_and_not_doubled() {
    let split = Declared::split();
    let rules = split.rules("disjoint", SPLIT);
    assert!(split.told(&rules, &ten(), &json!([[0], [9]])).is_empty());
    assert_eq!(
        split.told(&rules, &ten(), &json!([[0, 9], [9]])),
        ["row 9 is in both train and test"]
    );
}

#[test]
fn a_fold_vector_uses_every_fold_and_no_other() {
    let folds = Declared::folds();
    let rules = folds.rules("partition", FOLDS);
    let told = |answer| folds.told(&rules, &json!([[0, 0, 1, 1], 3, 0]), &answer);
    assert!(told(json!([0, 2, 1, 0])).is_empty());
    assert_eq!(told(json!([0, 1, 1, 0])), ["no row is in fold 2, and there are 3 folds"]);
    assert_eq!(
        told(json!([1, 2, 3, 1])),
        ["row 2 is in fold 3, and 3 folds are numbered from 0"]
    );
    assert_eq!(told(json!([0, 1, 2])), ["there are 3 fold numbers for 4 rows"]);
}

#[test]
fn a_part_has_its_share_by_the_declared_rounding() {
    let split = Declared::split();
    let answer = |test: usize| json!([vec![0; 10 - test], vec![0; test]]);
    for (rounding, share, size) in [
        ("up", 0.25, 3),
        ("down", 0.25, 2),
        ("nearest", 0.25, 3),
        ("nearest", 0.24, 2),
        ("up", 0.3, 3),
    ] {
        let rules = split.rules("sized", &SPLIT.replace("\"up\"", &format!("{rounding:?}")));
        let arguments = json!([[0, 0, 0, 0, 0, 0, 1, 1, 1, 1], share, 0]);
        for found in 0..=10 {
            let told = split.told(&rules, &arguments, &answer(found));
            assert_eq!(told.is_empty(), found == size, "{rounding} {share} {found}: {told:?}");
        }
    }
    let rules = split.rules("sized", SPLIT);
    assert_eq!(
        split.told(&rules, &ten(), &json!([[0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 9]])),
        ["test has 4 rows; 0.3 of 10, rounded up, is 3"]
    );
    assert_eq!(
        split.told(&rules, &ten(), &json!([[0, 1], [7, 8, 9]])),
        ["train has 2 rows; the other parts should leave it 7"]
    );
}

#[test]
fn a_size_may_be_a_number_of_rows() {
    let held_out = Declared::new(&[("n", "i64"), ("m", "i64")], "(i64[a], i64[b])");
    let rules = held_out.rules("sized", "rows = \"n\"\nshares = [\"m\", \"rest\"]");
    assert!(held_out.told(&rules, &json!([5, 2]), &json!([[1, 2], [0, 3, 4]])).is_empty());
    assert_eq!(
        held_out.told(&rules, &json!([5, 2]), &json!([[1], [0, 2, 3, 4]])),
        ["part 1 has 1 rows; it should have 2"]
    );
}

#[test]
fn a_class_is_less_than_a_row_away_from_its_proportion() {
    let split = Declared::split();
    let rules = split.rules("stratified", SPLIT);
    let told = |test: [i64; 3]| {
        let train: Vec<i64> = (0..10).filter(|row| !test.contains(row)).collect();
        split.told(&rules, &ten(), &json!([train, test]))
    };
    // In proportion a test of 3 has 1.8 rows of class 0 and 1.2 of class 1: two and one, or one and two.
    assert!(told([0, 1, 6]).is_empty() && told([0, 6, 7]).is_empty());
    assert_eq!(
        told([0, 1, 2]),
        ["train has 3 of the 6 rows of class 0; in proportion it would have about 4.2"]
    );
    assert!(!told([6, 7, 8]).is_empty());
}

#[test]
fn rounding_class_by_class_is_stratified_even_where_it_adds_up() {
    // Ten classes of five rows: a share of 0.3 is 1.5 rows of each, and rounding each up makes a test of 20 instead of 15.
    let split = Declared::split();
    let rules = split.rules("stratified", SPLIT);
    let labels: Vec<i64> = (0..50).map(|row| row / 5).collect();
    let (test, train): (Vec<i64>, Vec<i64>) = (0..50).partition(|row| row % 5 < 2);
    assert!(split.told(&rules, &json!([labels, 0.3, 0]), &json!([train, test])).is_empty());
}

#[test]
fn folds_hold_as_many_of_each_class_within_one_and_are_as_large() {
    let folds = Declared::folds();
    let arguments = json!([[0, 0, 0, 0, 1, 1, 1], 2, 0]);
    let stratified = folds.rules("stratified", FOLDS);
    assert!(folds.told(&stratified, &arguments, &json!([0, 1, 0, 1, 0, 0, 1])).is_empty());
    assert_eq!(
        folds.told(&stratified, &arguments, &json!([0, 1, 0, 0, 1, 0, 1])),
        ["fold 0 has 3 rows of class 0 and fold 1 has 1; they may differ by 1"]
    );
    let balanced = folds.rules("balanced", FOLDS);
    assert!(folds.told(&balanced, &arguments, &json!([0, 0, 0, 0, 1, 1, 1])).is_empty());
    assert_eq!(
        folds.told(&balanced, &arguments, &json!([0, 0, 0, 0, 1, 1, 0])),
        ["fold 0 has 5 rows and fold 1 has 2; sizes may differ by 1"]
    );
}

#[test]
fn blocks_turns_and_both_within_classes_are_not_shuffled() {
    let split = Declared::split();
    let all = split.rules("shuffled", &SPLIT.replace("labels = \"y\"\n", ""));
    let of_classes = split.rules("shuffled", SPLIT);
    let told = |rules: &Rules, test: &[i64]| {
        let train: Vec<i64> = (0..12).rev().filter(|row| !test.contains(row)).collect();
        split.told(
            rules,
            &json!([[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], 0.25, 0]),
            &json!([train, test]),
        )
    };
    let blocks = "nothing is shuffled: each part is one block of neighbouring rows";
    assert_eq!(told(&all, &[11, 9, 10]), [blocks]);
    assert_eq!(
        told(&all, &[3, 7, 11]),
        ["nothing is shuffled: every 4 rows the same parts come in turn"]
    );
    assert_eq!(
        told(&all, &[4, 5, 10, 11]),
        ["nothing is shuffled: every 6 rows the same parts come in turn"]
    );
    assert!(told(&all, &[1, 2, 7]).is_empty());
    assert_eq!(
        told(&of_classes, &[4, 5, 11]),
        ["within each class nothing is shuffled: in class 0, each part is one block of neighbouring rows"]
    );
    assert!(told(&of_classes, &[1, 2, 11]).is_empty());
}

#[test]
fn an_order_of_all_rows_only_must_not_rise_or_fall_throughout() {
    let order = Declared::new(&[("n", "i64"), ("seed", "i64")], "i64[n]");
    let rules = order.rules("partition shuffled", "rows = \"n\"");
    let told = |answer| order.told(&rules, &json!([4, 0]), &answer);
    assert!(told(json!([1, 0, 3, 2])).is_empty());
    assert_eq!(told(json!([0, 1, 2, 3])), ["the rows come in ascending order, from 0 to 3"]);
    assert_eq!(told(json!([3, 2, 1, 0])), ["the rows come in descending order, from 3 to 0"]);
    assert_eq!(told(json!([3, 1, 0, 1])), ["row 1 is in the answer 2 times"]);
    assert!(told(json!([2, 1, 3])).contains(&"row 0 is not in the answer".to_owned()));
}

#[test]
fn a_sample_may_come_sorted_but_not_as_a_block() {
    let sample = Declared::new(&[("n", "i64")], "i64[m]");
    let rules = sample.rules("shuffled", "rows = \"n\"");
    assert!(sample.told(&rules, &json!([10]), &json!([1, 2, 7])).is_empty());
    assert!(!sample.told(&rules, &json!([10]), &json!([7, 8, 9])).is_empty());
}

/// Two calls of a split whose arguments and answers are given, and what the second is told.
fn second(arguments: [Json; 2], answers: [Json; 2]) -> Vec<String> {
    let split = Declared::split();
    let rules = split.rules("seeded", SPLIT);
    let [first, second] = [0, 1].map(|call| split.read(&arguments[call], &answers[call]));
    let call = |case, (arguments, answer): &'static (Vec<Value>, Value)| AnsweredCall { case, arguments, answer };
    let [first, second] = [first, second].map(|call| &*Box::leak(Box::new(call)));
    let broken = rules.broken(&call("second", second), &[call("first", first)]);
    broken.into_iter().map(|broken| broken.said).collect()
}

#[test]
fn the_same_arguments_give_the_same_answer_and_another_seed_another() {
    let with_seed = |seed: i64| json!([[0, 0, 1, 1], 0.5, seed]);
    let (one, other) = (json!([[0, 2], [1, 3]]), json!([[0, 3], [1, 2]]));
    assert!(second([with_seed(0), with_seed(0)], [one.clone(), one.clone()]).is_empty());
    assert!(second([with_seed(0), with_seed(1)], [one.clone(), other.clone()]).is_empty());
    assert_eq!(
        second([with_seed(0), with_seed(0)], [one.clone(), other.clone()]),
        ["the answer is not the one of case \"first\", though every argument is the same, `seed` too"]
    );
    assert_eq!(
        second([with_seed(0), with_seed(1)], [one.clone(), one.clone()]),
        ["`seed` 1 gave the very answer of `seed` 0"]
    );
    // Other rows may well give the same answer.
    let elsewhere = json!([[0, 1, 0, 1], 0.5, 1]);
    assert!(second([with_seed(0), elsewhere], [one.clone(), one]).is_empty());
}

#[test]
fn cases_that_cannot_show_whether_a_function_is_seeded_are_refused() {
    let split = Declared::split();
    let rules = split.rules("seeded", SPLIT);
    let arguments = |seed: i64| split.read(&json!([[0, 1], 0.5, seed]), &json!([[0], [1]])).0;
    let (zero, one) = (arguments(0), arguments(1));
    assert!(
        rules
            .check_calls(&[&zero, &zero])
            .unwrap_err()
            .contains("differ in `seed` alone")
    );
    assert!(rules.check_calls(&[&zero, &one]).unwrap_err().contains("equal arguments"));
    assert_eq!(rules.check_calls(&[&zero, &one, &zero]), Ok(()));
    let without = split.rules("partition", SPLIT);
    assert_eq!(without.check_calls(&[]), Ok(()));
}

#[test]
fn honest_shuffles_have_every_property_on_a_case_that_is_large_enough() {
    let labels: Vec<i64> = (0..80).map(|row| i64::from(row % 4 == 0)).collect();
    let (split, folds) = (Declared::split(), Declared::folds());
    let of_split = split.rules("partition disjoint sized stratified shuffled seeded", SPLIT);
    let of_folds = folds.rules("partition balanced stratified shuffled seeded", FOLDS);
    for seed in 0..500 {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
        let (mut test, mut train) = (Vec::<i64>::new(), Vec::<i64>::new());
        let mut fold_of = vec![0; 80];
        let mut dealt = 0;
        for class in [0, 1] {
            let mut rows: Vec<i64> = (0..80).filter(|row| labels[*row as usize] == class).collect();
            rows.shuffle(&mut generator);
            test.extend(&rows[..rows.len() / 4]);
            train.extend(&rows[rows.len() / 4..]);
            for row in rows {
                fold_of[row as usize] = dealt % 5;
                dealt += 1;
            }
        }
        assert_eq!(
            split.told(&of_split, &json!([labels, 0.25, seed]), &json!([train, test])),
            [""; 0]
        );
        assert_eq!(folds.told(&of_folds, &json!([labels, 5, seed]), &json!(fold_of)), [""; 0]);
        let (arguments, answer) = split.read(&json!([labels, 0.25, seed]), &json!([train, test]));
        let call = AnsweredCall {
            case: "",
            arguments: &arguments,
            answer: &answer,
        };
        assert_eq!(of_split.too_small(&call), None);
    }
}

#[test]
fn a_case_too_small_for_an_honest_shuffle_is_told_with_its_probability() {
    let split = Declared::split();
    let (arguments, answer) = split.read(&ten(), &json!([[0, 1, 2, 3, 6, 7, 8], [4, 5, 9]]));
    let call = AnsweredCall {
        case: "",
        arguments: &arguments,
        answer: &answer,
    };
    let rules = split.rules("partition seeded", &SPLIT.replace("labels = \"y\"\n", ""));
    let (property, chance) = rules.too_small(&call).expect("C(10, 3) is 120");
    assert_eq!(property, Property::Seeded);
    assert!((chance - 1.0 / 120.0).abs() < 1e-12, "{chance}");
    let order = Declared::new(&[("n", "i64")], "i64[n]");
    let rules = order.rules("shuffled", "rows = \"n\"");
    let chance = |rows: i64| {
        let (arguments, answer) = order.read(&json!([rows]), &json!((0..rows).rev().collect::<Vec<_>>()));
        let call = AnsweredCall {
            case: "",
            arguments: &arguments,
            answer: &answer,
        };
        rules.too_small(&call)
    };
    // 2/13! is above 1e-10, 2/12! above 1e-9.
    assert!(chance(12).is_some() && chance(13).is_none());
}

#[test]
fn every_flaw_of_the_roles_is_its_own_error() {
    let split = Declared::split();
    let cases: [(&str, &str, &str); 17] = [
        ("", "", "the list is empty"),
        ("even", "", "`even` is no property; use partition, disjoint"),
        ("disjoint disjoint", "", "listed twice"),
        ("partition", "", "`partition` needs the role `rows`"),
        ("shuffled", "", "`shuffled` needs the role `rows`"),
        ("balanced", "", "`balanced` needs the role `rows`"),
        ("stratified", "rows = \"y\"", "`stratified` needs the role `labels`"),
        ("seeded", "", "`seeded` needs the role `seed`"),
        ("sized", "rows = \"y\"", "`sized` needs the role `shares`"),
        ("sized", "rows = \"y\"\nshares = [\"rest\"]", "lists 1 sizes for 2 parts"),
        ("sized", "rows = \"y\"\nshares = [\"rest\", \"rest\"]", "`rest` twice"),
        ("sized", "rows = \"y\"\nshares = [\"rest\", \"y\"]", "`y`, which is `i64[n]`"),
        ("disjoint", "parts = [\"train\"]", "lists 1 names for 2 index arrays"),
        ("disjoint", "rows = \"n\"", "names `n`, which is no parameter"),
        (
            "disjoint",
            "rows = \"test_share\"",
            "`test_share`, which is `f64`; it should be i64 or an array",
        ),
        (
            "stratified",
            "rows = \"y\"\nlabels = \"seed\"",
            "it should be i64[n] or str[n]",
        ),
        ("disjoint", "folds = \"seed\"", "role `folds` is for answers i64[n]"),
    ];
    for (properties, roles, part) in cases {
        let message = split.try_rules(properties, roles).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
    let folds = Declared::folds();
    assert!(folds.try_rules("sized", FOLDS).unwrap_err().contains("for index arrays"));
    let floats = Declared::new(&[("seed", "i64")], "f64[n]");
    assert!(floats.try_rules("shuffled", "").unwrap_err().contains("not `f64[n]`"));
    assert!(floats.try_rules("seeded", "seed = \"seed\"").is_ok());
}
