//! `mlings plan`: the weeks until a stage of the path is within reach.

use chrono::{NaiveDate, NaiveTime, Utc};

use super::context::{Context, find_stage};
use super::file;
use crate::cli::PlanArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::page::calendar;
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
    let plan = learner.plan(&request);
    if let Some(path) = &arguments.ics {
        let calendar = calendar::calendar(stage, &plan, arguments.by, now);
        let advice = "it is no calendar of `mlings plan`, so it stays as it is; name another file";
        file::write(path, calendar.as_bytes(), calendar::is_ours, advice)?;
        context
            .output
            .note(&format!("the calendar is in {}; import it where yours is", path.display()));
    }
    report::plan::show(&context.output, &stage.title, &plan)?;
    Ok(ExitCode::Success)
}
