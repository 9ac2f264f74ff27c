//! Week by week to the goal: what to do with so many hours a week, and whether they are enough.

use chrono::{DateTime, Utc};
use serde::Serialize;
use thiserror::Error;

use super::knowledge::{Knowledge, per_minute};
use super::learner::{Learner, after_days, days_between};
use super::pace::Pace;
use crate::catalog::Exercise;

const DAYS_A_WEEK: f64 = 7.0;
/// Two years: nobody plans further.
const MOST_WEEKS: u32 = 104;
const MOST_HOURS: u32 = 60;

/// What a plan is asked for; made by [`Request::new`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    hours_per_week: f64,
    until: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Error)]
pub enum RequestError {
    #[error("{0} hours a week cannot be planned; give more than 0, at most {MOST_HOURS}")]
    Hours(f64),
    #[error("{} is no day to plan for; give a day after today, at most two years ahead", .0.format("%F"))]
    Until(DateTime<Utc>),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    pub pace: Pace,
    pub weeks: Vec<Week>,
    pub outcome: Horizon,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Week {
    /// From 1.
    pub number: u32,
    #[serde(serialize_with = "super::learner::as_moment")]
    pub starts: DateTime<Utc>,
    pub items: Vec<Item>,
    /// Expected at the week's end.
    pub readiness: f64,
}

/// What is worked on in a week; what takes longer goes on in the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    pub exercise: String,
    pub title: String,
    pub activity: Activity,
    /// The learner's, spent on it this week.
    pub minutes: f64,
    pub is_finished: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// Takes the catalogue's minutes times the pace.
    New,
    /// Takes the catalogue's minutes.
    Review,
}

/// Whether the goal is reached: readiness at the cut and enough of it covered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Horizon {
    /// At the end of week `week` (0: today already), and from then on.
    Reached { week: u32 },
    /// Not by the day asked for, or with the exercises there are: `readiness` is where the plan ends. `hours_per_week` would do;
    /// `None` where no number of hours does.
    Short { readiness: f64, hours_per_week: Option<u32> },
}

impl Request {
    /// # Errors
    /// Where the hours are none or more than a week has to give, or the day is past or beyond planning.
    pub fn new(hours_per_week: f64, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Self, RequestError> {
        if !(hours_per_week > 0.0 && hours_per_week <= f64::from(MOST_HOURS)) {
            return Err(RequestError::Hours(hours_per_week));
        }
        let furthest = f64::from(MOST_WEEKS) * DAYS_A_WEEK;
        match until {
            Some(day) if day <= now || days_between(now, day) > furthest => Err(RequestError::Until(day)),
            _ => Ok(Request { hours_per_week, until }),
        }
    }
}

pub(super) fn plan<'a>(knowledge: &Knowledge<'a>, learner: &Learner<'a>, request: &Request) -> Plan {
    let pace = Pace::of(learner, request.hours_per_week);
    let walk = |hours| Walk::new(knowledge, learner, request, pace, hours).walk();
    let (weeks, reached) = walk(request.hours_per_week);
    let outcome = match reached {
        Some(week) => Horizon::Reached { week },
        None => Horizon::Short {
            readiness: weeks.last().map_or_else(|| knowledge.readiness(0.0), |week| week.readiness),
            hours_per_week: (1..=MOST_HOURS)
                .filter(|hours| f64::from(*hours) > request.hours_per_week)
                .find(|hours| walk(f64::from(*hours)).1.is_some()),
        },
    };
    Plan { pace, weeks, outcome }
}

/// The weeks to come, walked through one by one.
struct Walk<'a> {
    knowledge: Knowledge<'a>,
    now: DateTime<Utc>,
    cut: f64,
    pace: Pace,
    hours_per_week: f64,
    /// The day to end on; without one the goal ends the walk.
    until: Option<f64>,
    unfinished: Option<Work<'a>>,
}

/// An exercise that was begun.
struct Work<'a> {
    exercise: &'a Exercise,
    activity: Activity,
    minutes_left: f64,
}

impl<'a> Walk<'a> {
    fn new(knowledge: &Knowledge<'a>, learner: &Learner<'a>, request: &Request, pace: Pace, hours_per_week: f64) -> Self {
        Walk {
            knowledge: knowledge.clone(),
            now: learner.now,
            cut: learner.catalog.path.cut,
            pace,
            hours_per_week,
            until: request.until.map(|day| days_between(learner.now, day)),
            unfinished: None,
        }
    }

    /// The weeks, and the one at whose end the goal is reached for good.
    fn walk(mut self) -> (Vec<Week>, Option<u32>) {
        let mut reached = self.knowledge.reaches(self.cut, 0.0).then_some(0);
        let mut weeks = Vec::new();
        for number in 1..=MOST_WEEKS {
            let start = f64::from(number - 1) * DAYS_A_WEEK;
            let end = self.until.map_or(start + DAYS_A_WEEK, |until| until.min(start + DAYS_A_WEEK));
            if start >= end || (self.until.is_none() && (reached.is_some() || self.has_nothing_new(start))) {
                break;
            }
            weeks.push(self.week(number, start, end));
            reached = match self.knowledge.reaches(self.cut, end) {
                true => reached.or(Some(number)),
                false => None,
            };
        }
        (weeks, reached)
    }

    fn has_nothing_new(&self, day: f64) -> bool {
        self.unfinished.is_none() && self.knowledge.best_pass(day).is_none()
    }

    fn week(&mut self, number: u32, start: f64, end: f64) -> Week {
        let minutes_per_day = self.hours_per_week * 60.0 / DAYS_A_WEEK;
        let mut day = start;
        let mut items = Vec::new();
        // A millionth of a day left is rounding, no time to work in.
        while end - day > 1e-6 {
            let Some(mut work) = self.unfinished.take().or_else(|| self.choose(day)) else {
                break;
            };
            let minutes = work.minutes_left.min((end - day) * minutes_per_day);
            day += minutes / minutes_per_day;
            work.minutes_left -= minutes;
            items.push(work.item(minutes));
            if work.is_finished() {
                self.finish(&work, day);
            } else {
                self.unfinished = Some(work);
            }
        }
        Week {
            number,
            starts: after_days(self.now, start),
            items,
            readiness: self.knowledge.readiness(end),
        }
    }

    /// The most worthwhile work on `day`, by what it gains in a minute of the learner's.
    fn choose(&self, day: f64) -> Option<Work<'a>> {
        let slowness = self.pace.minutes_per_catalogue_minute;
        let new = self.knowledge.best_pass(day);
        let review = self.knowledge.best_review(day);
        let (exercise, activity, minutes_per_catalogue_minute) = match (new, review) {
            (Some(new), Some(review)) if per_minute(review) > per_minute(new) / slowness => (review.0, Activity::Review, 1.0),
            (Some(new), _) => (new.0, Activity::New, slowness),
            (None, Some(review)) => (review.0, Activity::Review, 1.0),
            (None, None) => return None,
        };
        Some(Work {
            exercise,
            activity,
            minutes_left: f64::from(exercise.minutes) * minutes_per_catalogue_minute,
        })
    }

    fn finish(&mut self, work: &Work<'a>, day: f64) {
        match work.activity {
            Activity::New => self.knowledge.pass(work.exercise, day),
            Activity::Review => self.knowledge.review(work.exercise, day),
        }
    }
}

impl Work<'_> {
    fn is_finished(&self) -> bool {
        self.minutes_left < 1e-6
    }

    fn item(&self, minutes: f64) -> Item {
        Item {
            exercise: self.exercise.id.clone(),
            title: self.exercise.title.clone(),
            activity: self.activity,
            minutes,
            is_finished: self.is_finished(),
        }
    }
}
