//! Labels as a partition: whether two labellings put the same rows together, and under which names.

use std::collections::BTreeMap;
use std::fmt;

use ndarray::{ArrayD, Axis};

use super::align::{self, Element};

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
    labels.iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// The first label that numbers no cluster, with its row.
pub fn beyond(labels: &ArrayD<i64>, clusters: usize) -> Option<(usize, i64)> {
    let is_cluster = |label: i64| usize::try_from(label).is_ok_and(|label| label < clusters);
    labels.iter().copied().enumerate().find(|(_, label)| !is_cluster(*label))
}

/// For each of the learner's clusters the blessed one of the same rows; `None` for a cluster without rows. The partitions
/// are the same and no label is [`beyond`].
pub fn renaming(answer: &ArrayD<i64>, expected: &ArrayD<i64>, clusters: usize) -> Vec<Option<usize>> {
    let mut names = vec![None; clusters];
    for (&mine, &right) in answer.iter().zip(expected) {
        names[mine as usize] = usize::try_from(right).ok();
    }
    names
}

/// `expected` with its rows under the learner's names. Rows of empty clusters, which no label names, go to the nearest.
pub fn renamed<T: Element>(answer: &ArrayD<T>, expected: &ArrayD<T>, names: &[Option<usize>], tolerance: f64) -> ArrayD<T> {
    let empty: Vec<usize> = (0..names.len()).filter(|&cluster| names[cluster].is_none()).collect();
    let unnamed: Vec<usize> = (0..names.len()).filter(|cluster| !names.contains(&Some(*cluster))).collect();
    let order: Vec<usize> = names.iter().map(|name| name.unwrap_or(0)).collect();
    let mut renamed = expected.select(Axis(0), &order);
    let left = align::rows(
        &answer.select(Axis(0), &empty),
        &expected.select(Axis(0), &unnamed),
        tolerance,
    );
    for (row, cluster) in empty.into_iter().enumerate() {
        renamed
            .index_axis_mut(Axis(0), cluster)
            .assign(&left.index_axis(Axis(0), row));
    }
    renamed
}

#[cfg(test)]
mod tests {
    use ndarray::{arr1, arr2};

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
    fn centroids_follow_the_labels_and_empty_clusters_the_nearest() {
        let (answer, expected) = (arr1(&[2, 2, 0]).into_dyn(), arr1(&[0, 0, 1]).into_dyn());
        let names = renaming(&answer, &expected, 4);
        assert_eq!(names, [Some(1), None, Some(0), None]);
        let mine = arr2(&[[10.0], [31.0], [0.0], [20.0]]).into_dyn();
        let right = arr2(&[[0.0], [10.0], [20.0], [30.0]]).into_dyn();
        let renamed = renamed(&mine, &right, &names, 1e-9);
        assert_eq!(renamed, arr2(&[[10.0], [30.0], [0.0], [20.0]]).into_dyn());
    }
}
