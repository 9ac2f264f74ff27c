//! `mlings score`: any file of predictions, scored with any metric.

use mlings_grade::Target;
use mlings_grade::interval::{Bootstrap, interval};
use mlings_grade::metrics::evaluate;

use super::context::Context;
use crate::cli::ScoreArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::predictions;
use crate::report;
use crate::report::score::Score;

pub fn run(arguments: &ScoreArguments, context: &Context) -> Result<ExitCode, Error> {
    let scored = predictions::read(
        arguments.metric,
        &arguments.truth,
        &arguments.pred,
        arguments.positive.as_deref(),
    )?;
    let value = evaluate(arguments.metric, &scored.truth, &scored.prediction).map_err(|error| Error::Usage(error.to_string()))?;
    let rows = match &scored.truth {
        Target::Real(values) => values.len(),
        Target::Class(classes) => classes.len(),
    };
    let interval = interval(
        arguments.metric,
        &scored.truth,
        &scored.prediction,
        None,
        Bootstrap::default(),
    )
    .ok();
    report::score::show(&context.output, &Score::new(arguments.metric, value, interval, rows))?;
    Ok(ExitCode::Success)
}
