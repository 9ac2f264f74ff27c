//! Labels as a partition: whether two labellings put the same rows together, and under which names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ndarray::ArrayD;

/// Two rows that one labelling puts together and the other apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misgrouped {
    pub rows: [usize; 2],
    /// The learner's labels of these rows.
    pub labels: [i64; 2],
    /// How many labels the learner uses, and how many the blessed answer.
    pub groups: [usize; 2],
}

impl fmt::Display for Misgrouped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([first, second], [one, other]) = (self.rows, self.labels);
        if one == other {
            write!(
                formatter,
                "label {one} for rows {first} and {second}, which do not belong together"
            )?;
        } else {
            write!(
                formatter,
                "labels {one} and {other} for rows {first} and {second}, which belong together"
            )?;
        }
        match self.groups {
            [found, right] if found > right => write!(formatter, " ({found} groups are too many)"),
            [1, right] if right > 1 => write!(formatter, " (1 group is too few)"),
            [found, right] if found < right => write!(formatter, " ({found} groups are too few)"),
            _ => Ok(()),
        }
    }
}

/// The first row that shows two labellings of equal length to be different partitions; none where a renaming makes them equal.
pub fn misgrouped(answer: &ArrayD<i64>, expected: &ArrayD<i64>) -> Option<Misgrouped> {
    let (mut to_expected, mut to_answer) = (BTreeMap::new(), BTreeMap::new());
    let first = answer.iter().zip(expected).enumerate().find_map(|(row, (&mine, &right))| {
        let (met, was_right) = *to_expected.entry(mine).or_insert((row, right));
        let (partner, was_mine) = *to_answer.entry(right).or_insert((row, mine));
        let clashes = [(met, was_right != right), (partner, was_mine != mine)];
        clashes
            .into_iter()
            .find_map(|(earlier, differs)| differs.then_some([earlier, row]))
    })?;
    let value = |row: usize| *answer.iter().nth(row).expect("the row was just read");
    Some(Misgrouped {
        rows: first,
        labels: first.map(value),
        groups: [distinct(answer), distinct(expected)],
    })
}

fn distinct(labels: &ArrayD<i64>) -> usize {
    labels.iter().collect::<BTreeSet<_>>().len()
}

/// The first label that numbers no cluster, with its row.
pub fn beyond(labels: &ArrayD<i64>, clusters: usize) -> Option<(usize, i64)> {
    let is_cluster = |label: i64| usize::try_from(label).is_ok_and(|label| label < clusters);
    labels.iter().copied().enumerate().find(|(_, label)| !is_cluster(*label))
}

/// For each of the learner's clusters the blessed one of the same rows; clusters without rows take those left over, in order.
/// The partitions are the same and no label is [`beyond`].
pub fn order(answer: &ArrayD<i64>, expected: &ArrayD<i64>, clusters: usize) -> Vec<usize> {
    let names: BTreeMap<usize, usize> = answer
        .iter()
        .zip(expected)
        .map(|(&mine, &right)| (mine as usize, right as usize))
        .collect();
    let named: BTreeSet<&usize> = names.values().collect();
    let mut left = (0..clusters).filter(|cluster| !named.contains(cluster));
    let blessed = |cluster: usize| names.get(&cluster).copied().or_else(|| left.next()).unwrap_or(cluster);
    (0..clusters).map(blessed).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::arr1;

    use super::*;

    fn told(answer: &[i64], expected: &[i64]) -> Option<String> {
        misgrouped(&arr1(answer).into_dyn(), &arr1(expected).into_dyn()).map(|found| found.to_string())
    }

    #[test]
    fn renamed_labels_are_the_same_partition() {
        assert_eq!(told(&[7, 7, -1, 0], &[0, 0, 1, 2]), None);
        assert_eq!(told(&[], &[]), None);
    }

    #[test]
    fn two_rows_wrongly_together_or_apart_are_named() {
        assert_eq!(
            told(&[0, 1, 1, 2], &[0, 1, 2, 0]).as_deref(),
            Some("label 1 for rows 1 and 2, which do not belong together")
        );
        assert_eq!(
            told(&[0, 1, 2], &[0, 1, 1]).as_deref(),
            Some("labels 1 and 2 for rows 1 and 2, which belong together (3 groups are too many)")
        );
        assert_eq!(
            told(&[0, 0, 0], &[0, 0, 1]).as_deref(),
            Some("label 0 for rows 0 and 2, which do not belong together (1 group is too few)")
        );
    }

    #[test]
    fn every_renaming_of_every_small_labelling_is_the_same_partition_and_every_other_is_not() {
        let labellings: Vec<[i64; 4]> = (0..81)
            .map(|code| [code % 3, code / 3 % 3, code / 9 % 3, code / 27])
            .collect();
        let together = |labels: &[i64; 4]| -> Vec<bool> { (0..16).map(|pair| labels[pair / 4] == labels[pair % 4]).collect() };
        for one in &labellings {
            for other in &labellings {
                assert_eq!(
                    told(one, other).is_none(),
                    together(one) == together(other),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn a_label_that_numbers_no_cluster_is_found() {
        assert_eq!(beyond(&arr1(&[0, 2, 3]).into_dyn(), 3), Some((2, 3)));
        assert_eq!(beyond(&arr1(&[0, -1]).into_dyn(), 3), Some((1, -1)));
        assert_eq!(beyond(&arr1(&[0, 2]).into_dyn(), 3), None);
    }

    #[test]
    fn clusters_follow_the_labels_and_those_without_rows_keep_their_order() {
        let (answer, expected) = (arr1(&[2, 2, 0]).into_dyn(), arr1(&[0, 0, 1]).into_dyn());
        assert_eq!(order(&answer, &expected, 4), [1, 2, 0, 3]);
    }
}
