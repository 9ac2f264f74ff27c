//! `side_by_side`: many submissions at once; what becomes of one touches no other.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard};

/// Does `work` on each of `items`, `threads` of them at once, and tells `done` of each result as it comes; returns the results in
/// the order of the items. Where `done` breaks off, what has been begun is finished and no more is begun.
pub fn side_by_side<Item: Send, Done: Send>(
    items: Vec<Item>,
    threads: usize,
    work: impl Fn(Item) -> Done + Sync,
    done: impl Fn(&Done) -> ControlFlow<()> + Sync,
) -> Vec<Done> {
    let waiting = Mutex::new(Some(items.into_iter().enumerate()));
    let results = Mutex::new(BTreeMap::new());
    let serve = || {
        loop {
            let Some((place, item)) = lock(&waiting).as_mut().and_then(Iterator::next) else {
                return;
            };
            let result = work(item);
            if done(&result).is_break() {
                lock(&waiting).take();
            }
            lock(&results).insert(place, result);
        }
    };
    std::thread::scope(|scope| (0..threads.max(1)).for_each(|_| drop(scope.spawn(serve))));
    let results = results.into_inner().expect(NO_PANIC);
    results.into_values().collect()
}

const NO_PANIC: &str = "no thread panics while it holds the lock";

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect(NO_PANIC)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whoever_is_done_first() {
        let results = side_by_side(
            vec![30, 0, 20, 10],
            4,
            |wait| {
                std::thread::sleep(std::time::Duration::from_millis(wait));
                wait
            },
            |_| ControlFlow::Continue(()),
        );
        assert_eq!(results, [30, 0, 20, 10]);
    }

    #[test]
    fn a_failure_is_one_result_among_the_others() {
        let halved = |number: u32| {
            if number.is_multiple_of(2) {
                Ok(number / 2)
            } else {
                Err(number)
            }
        };
        let results = side_by_side(vec![4, 7, 6], 2, halved, |_| ControlFlow::Continue(()));
        assert_eq!(results, [Ok(2), Err(7), Ok(3)]);
    }

    #[test]
    fn what_was_done_before_a_break_is_kept_and_nothing_more_is_begun() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            number
        };
        let stop_at_two = |number: &usize| match number {
            2 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        assert_eq!(side_by_side((0..100).collect(), 1, work, stop_at_two), [0, 1, 2]);
        assert_eq!(begun.load(Ordering::Relaxed), 3);
    }
}
