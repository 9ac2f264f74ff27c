//! A plan as an iCalendar file (RFC 5545): the day each week starts says what to do in it, and the day of the exam stands there.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::catalog::Stage;
use crate::readiness::{Plan, Week};
use crate::report::plan::item;

/// Says whose calendar a file is.
const PRODUCER: &str = "-//mlings//mlings plan//EN";

/// The calendar's text. A plan made again replaces its events: an event's name is the stage and the calendar week, or the exam.
pub fn calendar(stage: &Stage, plan: &Plan, exam: Option<NaiveDate>, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", PRODUCER), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((name, value));
    }
    calendar.name(&format!("mlings: {}", stage.title));
    for week in plan.weeks.iter().filter(|week| !week.items.is_empty()) {
        let iso = week.starts.iso_week();
        let name = format!("{}-{}-w{:02}", stage.id, iso.year(), iso.week());
        calendar.push(week_event(week, &name, now));
    }
    if let Some(day) = exam {
        let mut event = event(&format!("{}-exam", stage.id), day, now);
        calendar.push(event.summary(&format!("Exam: {}", stage.title)).done());
    }
    calendar.to_string()
}

/// Whether a file is a calendar made here.
pub fn is_ours(bytes: &[u8]) -> bool {
    let line = format!("PRODID:{PRODUCER}");
    bytes.starts_with(b"BEGIN:VCALENDAR")
        && bytes
            .split(|byte| *byte == b'\n')
            .any(|of_file| of_file.trim_ascii() == line.as_bytes())
}

fn week_event(week: &Week, name: &str, now: DateTime<Utc>) -> Event {
    let minutes: f64 = week.items.iter().map(|item| item.minutes).sum();
    let mut lines: Vec<String> = week.items.iter().map(|work| item(work).trim().to_owned()).collect();
    lines.push(format!("Readiness then: {:.0}", 100.0 * week.readiness));
    event(name, week.starts.date_naive(), now)
        .summary(&format!("mlings, week {}: {minutes:.0} minutes", week.number))
        .description(&lines.join("\n"))
        .done()
}

/// An event of a whole day that leaves the day free for others.
fn event(name: &str, day: NaiveDate, now: DateTime<Utc>) -> Event {
    Event::new()
        .uid(&format!("{name}@mlings"))
        .timestamp(now)
        // Calendars take an event again only where its sequence has grown.
        .sequence(u32::try_from(now.timestamp() / 60).unwrap_or_default())
        .starts(day)
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::{Activity, Basis, Horizon, Item, Pace};

    fn now() -> DateTime<Utc> {
        "2026-12-23T10:00:00Z".parse().unwrap()
    }

    fn stage() -> Stage {
        Stage {
            id: "ml".to_owned(),
            title: "ML Certification".to_owned(),
            assumes: String::new(),
            weights: Vec::new(),
        }
    }

    fn item(exercise: &str, title: &str, activity: Activity, minutes: f64, is_finished: bool) -> Item {
        Item {
            exercise: exercise.to_owned(),
            title: title.to_owned(),
            activity,
            minutes,
            is_finished,
        }
    }

    fn plan(starts: DateTime<Utc>) -> Plan {
        let items = [
            vec![
                item("baseline-first", "Beat the dumb baseline", Activity::New, 40.5, true),
                item(
                    "pca-svd",
                    "Components by SVD, largest λ first; then the rest",
                    Activity::New,
                    379.5,
                    false,
                ),
            ],
            vec![item("pca-svd", "Components by SVD", Activity::Review, 45.0, true)],
        ];
        let week = |(number, items): (u32, Vec<Item>)| Week {
            number,
            starts: starts + chrono::TimeDelta::weeks(i64::from(number) - 1),
            items,
            readiness: 0.125 * f64::from(number),
        };
        Plan {
            pace: Pace {
                minutes_per_catalogue_minute: 2.7,
                basis: Basis::Assumed,
            },
            weeks: (1..).zip(items).map(week).collect(),
            outcome: Horizon::Reached { week: 2 },
        }
    }

    fn names(calendar: &str) -> Vec<&str> {
        calendar.lines().filter(|line| line.starts_with("UID:")).collect()
    }

    #[test]
    fn a_plan_becomes_one_event_a_week_and_the_exam() {
        let exam = NaiveDate::from_ymd_opt(2027, 3, 1);
        insta::assert_snapshot!(calendar(&stage(), &plan(now()), exam, now()).replace('\r', ""));
    }

    #[test]
    fn lines_end_as_the_standard_says_and_none_is_longer_than_75_bytes() {
        let text = calendar(&stage(), &plan(now()), None, now());
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    }

    #[test]
    fn a_plan_made_again_in_the_same_week_bears_the_same_names() {
        let later = now() + chrono::TimeDelta::days(2);
        let [first, second] = [now(), later].map(|at| calendar(&stage(), &plan(at), None, at));
        assert_eq!(names(&first), names(&second));
        assert_eq!(names(&first), ["UID:ml-2026-w52@mlings", "UID:ml-2026-w53@mlings"]);
    }

    #[test]
    fn only_a_calendar_made_here_is_ours() {
        assert!(is_ours(calendar(&stage(), &plan(now()), None, now()).as_bytes()));
        assert!(!is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//Another//EN\r\nEND:VCALENDAR\r\n"));
        assert!(!is_ours(b"a text about PRODID:-//mlings//mlings plan//EN"));
        assert!(!is_ours(b""));
    }
}
