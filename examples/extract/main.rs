//! Reads articles and prints what they report: a page for people, or JSON for programs.
//!
//! `cargo run --release --example extract -- [--json] [--published DATE] [--offsets utf8|chars|utf16] FILE…`

mod inputs;
mod page;

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use dateline_extract::core::OffsetUnit;
use dateline_extract::{Extractor, Published, ReportOptions, Story};
use inputs::Input;

/// How many articles are read before they are analysed together.
const BATCH: usize = 64;

/// Reads news articles and prints what they report.
#[derive(Parser)]
#[command(name = "extract")]
struct Options {
    /// Print reports as JSON, one line an article.
    #[arg(long)]
    json: bool,
    /// When the articles were published, where they do not say: 2019-05-11 or 2019-05-11T18:30:00+02:00.
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Unit of the positions in reports: utf8, chars or utf16.
    #[arg(long, value_name = "UNIT", default_value = "utf8", value_parser = offset_unit)]
    offsets: OffsetUnit,
    /// Text files, or .jsonl files of {"id", "text", "title"?, "description"?, "published"?}; "-" or nothing reads standard input.
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

fn offset_unit(name: &str) -> Result<OffsetUnit, String> {
    OffsetUnit::from_name(name).ok_or_else(|| "write utf8, chars or utf16".to_string())
}

fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // A reader such as `head` that has seen enough is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("extract: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every input could be read. One that could not is named on standard error, and the others go on.
fn run(options: &Options) -> std::io::Result<bool> {
    match options.json {
        // programs get the bytes as they are, and are not kept waiting while these are searched for colours
        true => print_all(options, BufWriter::new(std::io::stdout().lock())),
        false => print_all(options, BufWriter::new(anstream::stdout().lock())),
    }
}

fn print_all(options: &Options, mut out: impl Write) -> std::io::Result<bool> {
    let extractor = Extractor::english();
    let mut all_read = true;
    let mut batch = Vec::with_capacity(BATCH);
    for input in inputs::read(&options.files) {
        match input {
            Ok(input) => batch.push(input),
            Err(error) => {
                eprintln!("extract: {error:#}");
                all_read = false;
            }
        }
        if batch.len() == BATCH {
            all_read &= print(&extractor, options, &mut batch, &mut out)?;
        }
    }
    all_read &= print(&extractor, options, &mut batch, &mut out)?;
    out.flush()?;
    Ok(all_read)
}

fn print(
    extractor: &Extractor,
    options: &Options,
    batch: &mut Vec<Input>,
    out: &mut impl Write,
) -> std::io::Result<bool> {
    let mut articles = Vec::with_capacity(batch.len());
    let mut ids = Vec::with_capacity(batch.len());
    let mut all_read = true;
    for input in batch.iter() {
        match input.article(options.published) {
            Ok(article) => {
                articles.push(article);
                ids.push(input.id.as_deref());
            }
            Err(error) => {
                eprintln!("extract: {error:#}");
                all_read = false;
            }
        }
    }
    for (story, id) in extractor.extract_all(&articles).iter().zip(ids) {
        match options.json {
            true => {
                story.write_report(&report_options(options, id), &mut *out)?;
                writeln!(out)?;
            }
            false => page::print(out, story)?,
        }
    }
    batch.clear();
    Ok(all_read)
}

fn report_options(options: &Options, id: Option<&str>) -> ReportOptions {
    let report = ReportOptions::new().offsets(options.offsets);
    match id {
        Some(id) => report.id(id),
        None => report,
    }
}

/// The words of a span on one line.
fn line(story: &Story, span: dateline_extract::Span) -> String {
    story.document().slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
