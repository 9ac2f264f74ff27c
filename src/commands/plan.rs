//! `mlings plan`: the weeks until a stage of the path is within reach.

use chrono::{NaiveDate, NaiveTime, Utc};

use super::{Context, find_stage};
use crate::cli::PlanArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::readiness::{Learner, Request};
use crate::report;

pub fn run(arguments: &PlanArguments, context: &Context) -> Result<ExitCode, Error> {
    let workspace = context.workspace()?;
    let catalog = context.catalog()?;
    let progress = context.progress(&workspace)?;
    let stage = &catalog.path.stages[find_stage(&arguments.stage, &catalog)?];
    let now = Utc::now();
    let end_of = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let request =
        Request::new(arguments.hours, arguments.by.map(end_of), now).map_err(|error| Error::Usage(error.to_string()))?;
    let learner = Learner {
        catalog: &catalog,
        progress: &progress,
        weights: &stage.weights,
        now,
    };
    report::plan::show(&context.output, &stage.title, &learner.plan(&request))?;
    Ok(ExitCode::Success)
}
