//! The page for people.

use std::io::{Result, Write};

use anstyle::{AnsiColor, Style};
use dateline_extract::core::BlockKind;
use dateline_extract::entities::Entity;
use dateline_extract::mentions::MentionForm;
use dateline_extract::quotes::QuoteKind;
use dateline_extract::times::Time;
use dateline_extract::{EntityId, Story};

use crate::line;

const HEADLINE: Style = Style::new().bold();
const LABEL: Style = AnsiColor::Cyan.on_default();
const QUIET: Style = Style::new().dimmed();

/// Prints what a story reports.
pub(crate) fn print(out: &mut impl Write, story: &Story) -> Result<()> {
    headline(out, story)?;
    questions(out, story)?;
    timeline(out, story)?;
    entities(out, story)?;
    quotes(out, story)?;
    left_out(out, story)?;
    writeln!(out)
}

fn label(out: &mut impl Write, label: &str) -> Result<()> {
    write!(out, "{LABEL}{label:>10}{LABEL:#}  ")
}

fn headline(out: &mut impl Write, story: &Story) -> Result<()> {
    let blocks = || story.document().blocks();
    let headline = blocks().find(|block| block.kind() == BlockKind::Headline).or_else(|| blocks().next());
    match headline {
        Some(block) => writeln!(out, "{HEADLINE}{}{HEADLINE:#}\n", shortened(&line(story, block.span()), 160)),
        None => writeln!(out, "{QUIET}(nothing to read){QUIET:#}"),
    }
}

fn questions(out: &mut impl Write, story: &Story) -> Result<()> {
    let mut any = false;
    for (question, answers) in story.five_w().questions() {
        let Some(best) = answers.first() else { continue };
        label(out, question)?;
        write!(out, "{}", shortened(&line(story, best.span), 160))?;
        let value = best.time.and_then(|time| story.times().get(time.index())).and_then(|time| time.value.as_deref());
        match value {
            Some(value) => writeln!(out, " {QUIET}({value}){QUIET:#}")?,
            None => writeln!(out)?,
        }
        any = true;
    }
    if any { writeln!(out) } else { Ok(()) }
}

fn timeline(out: &mut impl Write, story: &Story) -> Result<()> {
    let told = |time: &&Time| {
        let token = story.document().token_at(time.span.start);
        token.and_then(|token| token.sentence()).is_some_and(|sentence| sentence.block().kind().is_story())
    };
    let dated = story.times().iter().filter(told).filter_map(|time| Some((time.earliest.as_deref()?, time)));
    let mut dated: Vec<_> = dated
        .filter(|(_, time)| time.value.as_deref().is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit())))
        .collect();
    dated.sort_by_key(|&(earliest, time)| (earliest, time.span));
    for (_, time) in dated {
        label(out, time.value.as_deref().unwrap_or_default())?;
        let sentence = story.document().token_at(time.span.start).and_then(|token| token.sentence());
        writeln!(
            out,
            "{}",
            sentence.map_or_else(|| line(story, time.span), |sentence| shortened(&line(story, sentence.span()), 120))
        )?;
    }
    if story.times().is_empty() { Ok(()) } else { writeln!(out) }
}

fn entities(out: &mut impl Write, story: &Story) -> Result<()> {
    let is_named = |entity: &Entity| {
        let mut mentions = entity.mentions.iter().filter_map(|mention| story.mentions().get(mention.index()));
        mentions.any(|mention| mention.form == MentionForm::Name)
    };
    let mut ranked: Vec<_> = (0..).map(EntityId).zip(story.entities()).filter(|(_, entity)| is_named(entity)).collect();
    ranked.sort_by(|a, b| b.1.salience.total_cmp(&a.1.salience).then(a.0.cmp(&b.0)));
    for (_, entity) in ranked.iter().take(12) {
        label(out, entity.kind.map_or("", |kind| kind.name()))?;
        write!(out, "{}", line(story, entity.name))?;
        let mut aliases: Vec<String> = entity.aliases.iter().map(|alias| line(story, alias.name)).collect();
        aliases.dedup();
        if !aliases.is_empty() {
            write!(out, ", also {}", aliases.join(", "))?;
        }
        let names = entity.mentions.iter().filter_map(|mention| story.mentions().get(mention.index()));
        let named = names.filter(|mention| mention.form == MentionForm::Name).count();
        writeln!(
            out,
            " {QUIET}({}{named}×){QUIET:#}",
            entity.subtype.as_deref().map(|subtype| format!("{subtype}, ")).unwrap_or_default()
        )?;
    }
    if ranked.is_empty() { Ok(()) } else { writeln!(out) }
}

fn quotes(out: &mut impl Write, story: &Story) -> Result<()> {
    let spoken = story.quotes().iter().filter(|quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed));
    let mut any = false;
    for quote in spoken {
        let words: Vec<String> = quote.content.iter().map(|&part| line(story, part)).collect();
        label(out, "“”")?;
        write!(out, "{}", shortened(&words.join(" … "), 160))?;
        match &quote.speaker {
            Some(speaker) => {
                let words = line(story, speaker.span);
                let name =
                    story.name_of(speaker).map(|name| line(story, name)).filter(|name| !words.contains(name.as_str()));
                let name = name.map(|name| format!(" ({})", shortened(&name, 60))).unwrap_or_default();
                writeln!(out, " {QUIET}— {words}{name}{QUIET:#}")?;
            }
            None => writeln!(out, " {QUIET}— (the text does not say who){QUIET:#}")?,
        }
        any = true;
    }
    if any { writeln!(out) } else { Ok(()) }
}

fn left_out(out: &mut impl Write, story: &Story) -> Result<()> {
    for block in story.document().blocks().filter(|block| !block.kind().is_story()) {
        label(out, "left out")?;
        writeln!(out, "{QUIET}{}: {}{QUIET:#}", block.kind(), shortened(&line(story, block.span()), 100))?;
    }
    Ok(())
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_string(),
    }
}
