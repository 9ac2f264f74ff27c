//! A predict that stops over other columns than fit had, as many as the rows at hand make: the call decides on the encoding.

use mlings_grade::Finding;

use crate::verdict::Raised;

pub const ID: &str = "test-set-statistics/columns";

/// The finding where every call stops with the same words but for the numbers, and those change with the rows of the call.
pub fn find<'a>(mut raised: impl Iterator<Item = (usize, &'a Raised)>) -> Option<Finding> {
    let (rows, first) = raised.next()?;
    let (other_rows, other) = raised.find(|(other_rows, raised)| *other_rows != rows && counts_otherwise(first, raised))?;
    let unit = if other_rows == 1 { "row" } else { "rows" };
    let [first, other] = [first, other].map(|raised| raised.to_string().lines().next().unwrap_or_default().to_owned());
    let evidence = format!("`predict` stops, for {rows} rows with \"{first}\", for {other_rows} {unit} with \"{other}\"");
    Some(Finding::new(ID, evidence))
}

/// Whether two messages are about columns, and differ in their numbers alone.
fn counts_otherwise(one: &Raised, other: &Raised) -> bool {
    let words = |raised: &Raised| raised.message.split(|sign: char| sign.is_ascii_digit()).collect::<String>();
    let is_about_columns = ["feature", "column", "shape", "dimension", "size", "ndarray"]
        .iter()
        .any(|word| one.message.to_lowercase().contains(word));
    one.kind == other.kind && words(one) == words(other) && one.message != other.message && is_about_columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(message: &str) -> Raised {
        Raised {
            kind: "ValueError".to_owned(),
            message: message.to_owned(),
            traceback: String::new(),
        }
    }

    #[test]
    fn columns_that_change_with_the_rows_are_those_of_the_call() {
        let all = raised("X has 3120 features, but LinearSVC is expecting 7000 features as input.");
        let one = raised("X has 12 features, but LinearSVC is expecting 7000 features as input.");
        let finding = find([(1000, &all), (1000, &all), (1, &one)].into_iter()).unwrap();
        assert_eq!(finding.id, ID);
        assert!(
            finding
                .evidence
                .starts_with("`predict` stops, for 1000 rows with \"ValueError: X has 3120 features, but"),
            "{}",
            finding.evidence
        );
        assert!(finding.evidence.contains("for 1 row with \"ValueError: X has 12 features"));
    }

    #[test]
    fn the_same_missing_column_in_every_call_is_another_slip() {
        let all = raised("X has 20 features, but LinearRegression is expecting 19 features as input.");
        assert_eq!(find([(1000, &all), (1, &all)].into_iter()), None);
        let key = raised("'price 12'");
        assert_eq!(find([(1000, &key), (1, &raised("'price 13'"))].into_iter()), None);
    }
}
