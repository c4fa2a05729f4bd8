use std::borrow::Cow;
use std::io;
use std::iter::Peekable;

use dateline_core::{OffsetTable, OffsetUnit, Span};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::items::*;
use super::{Report, SCHEMA};
use crate::{EntityId, EventId, Story, events, five_w, quotes, times};

/// How a report is written.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    id: Option<String>,
    offsets: OffsetUnit,
}

impl ReportOptions {
    /// Positions in bytes, and a hash of the text as id.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The caller's id for the article.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The unit of every position.
    #[must_use]
    pub fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.offsets = unit;
        self
    }
}

impl Story {
    /// The story as a report.
    #[must_use]
    pub fn report<'s>(&'s self, options: &ReportOptions) -> Report<'s> {
        let cut = self.cut(options);
        Report {
            schema: SCHEMA.into(),
            id: self.written_id(options),
            offsets: options.offsets.name().into(),
            text: cut.text.into(),
            published: self.written_published(),
            blocks: self.blocks(&cut).collect(),
            sentences: self.sentences(&cut).collect(),
            tokens: self.tokens(&cut).collect(),
            mentions: self.written_mentions(&cut).collect(),
            entities: self.written_entities(&cut, &self.places_of_entities()).collect(),
            times: self.written_times(&cut).collect(),
            quantities: self.written_quantities(&cut).collect(),
            places: self.written_places(&cut).collect(),
            quotes: self.written_quotes(&cut).collect(),
            claims: self.written_claims(&cut).collect(),
            relations: self.written_relations(&cut).collect(),
            events: self.written_events(&cut).collect(),
            five_w: self.written_five_w(&cut),
            keyphrases: self.written_keyphrases(&cut).collect(),
            summary: self.summary.clone(),
            skipped: Vec::new(),
        }
    }

    /// Writes the report as one line of JSON without a line end, the same bytes as [`Report::to_json`]. Every list is written row by row as it is
    /// read off the story, so that the report is never held.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write_report(&self, options: &ReportOptions, writer: impl io::Write) -> io::Result<()> {
        let written = Written { story: self, options, cut: self.cut(options) };
        serde_json::to_writer(writer, &written).map_err(io::Error::from)
    }

    fn cut(&self, options: &ReportOptions) -> Cut<'_> {
        let text = self.document.text();
        Cut { text, table: OffsetTable::new(text, options.offsets) }
    }

    fn written_id(&self, options: &ReportOptions) -> Text<'static> {
        options.id.clone().unwrap_or_else(|| format!("{:016x}", fnv1a(self.document.text()))).into()
    }

    fn written_published(&self) -> Option<Text<'static>> {
        self.document.published().map(|published| published.to_string().into())
    }

    fn blocks<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Block<'s>> + Clone {
        let write = move |block: dateline_core::Block<'s>| {
            let (start, end) = cut.ends(block.span());
            Block { start, end, kind: block.kind().name().into(), rule: block.rule().into() }
        };
        self.document.blocks().map(write)
    }

    fn sentences<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Sentence> + Clone {
        let write = move |sentence: dateline_core::Sentence<'_>| {
            let ((start, end), tokens) = (cut.ends(sentence.span()), sentence.token_range());
            let (first, last) = (tokens.start, tokens.end);
            Sentence {
                start,
                end,
                first,
                last,
                block: sentence.block().index() as u32,
                truncated: sentence.is_truncated(),
            }
        };
        self.document.sentences().map(write)
    }

    fn tokens<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Token<'s>> + Clone {
        let mut names = self.document.names().map(Iterator::peekable);
        self.document.tokens().map(move |token| {
            let (start, end) = cut.ends(token.span());
            let pairs = |feats: &'static str| feats.split('|').filter_map(|pair| pair.split_once('='));
            Token {
                start,
                end,
                lemma: token.lemma().map(Cow::Borrowed),
                upos: token.upos().map(|upos| upos.name().into()),
                xpos: token.xpos().map(Cow::Borrowed),
                feats: token.feats().map(|feats| pairs(feats).map(|(key, value)| (key.into(), value.into())).collect()),
                head: token.deprel().map(|_| token.head().map(|head| head.index() as u32)),
                deprel: token.deprel().map(|deprel| deprel.name().into()),
                ner: names.as_mut().map(|names| name_tag(names, token)),
            }
        })
    }

    fn written_mentions<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Mention<'s>> + Clone {
        let write = move |mention: &'s crate::mentions::Mention| {
            let (start, end) = cut.ends(mention.span);
            Mention {
                start,
                end,
                kind: mention.kind.map(|kind| kind.name().into()),
                form: mention.form,
                entity: mention.entity.map(entity_id),
                rule: mention.rule.into(),
                score: mention.score.map(rounded),
            }
        };
        self.mentions.iter().map(write)
    }

    fn written_entities<'s>(
        &'s self,
        cut: &Cut<'s>,
        places: &[Option<u32>],
    ) -> impl Iterator<Item = Entity<'s>> + Clone {
        let write = move |(index, entity): (u32, &'s crate::entities::Entity)| {
            let aliases = entity.aliases.iter();
            Entity {
                id: entity_id(EntityId(index)),
                name: cut.name(entity.name),
                kind: entity.kind.map(|kind| kind.name().into()),
                subtype: entity.subtype.as_deref().map(Cow::Borrowed),
                external_id: entity.external_id.as_deref().map(Cow::Borrowed),
                aliases: aliases
                    .map(|alias| Alias {
                        text: cut.name(alias.name),
                        how: alias.how.into(),
                        evidence: cut.span(alias.evidence),
                    })
                    .collect(),
                mentions: entity.mentions.iter().map(|mention| mention.0).collect(),
                place: places.get(index as usize).copied().flatten(),
                salience: rounded(entity.salience),
                rule: entity.rule.into(),
            }
        };
        (0..).zip(&self.entities).map(write)
    }

    /// For each entity the first place that it is.
    fn places_of_entities(&self) -> Vec<Option<u32>> {
        let mut places = vec![None; self.entities.len()];
        for (index, place) in (0..).zip(&self.places).filter(|(_, place)| !place.metonym) {
            let mention = place.mention.and_then(|mention| self.mentions.get(mention.index()));
            if let Some(slot) = mention.and_then(|mention| mention.entity).and_then(|id| places.get_mut(id.index())) {
                slot.get_or_insert(index);
            }
        }
        places
    }

    fn written_times<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Time<'s>> + Clone {
        self.times.iter().map(move |time| self.written_time(cut, time))
    }

    fn written_time<'s>(&'s self, cut: &Cut<'s>, time: &'s times::Time) -> Time<'s> {
        let (start, end) = cut.ends(time.span);
        let (kind, at) = match time.anchor {
            times::Anchor::None => (AnchorKind::None, None),
            times::Anchor::Published => (AnchorKind::Published, None),
            times::Anchor::Dateline(span) => (AnchorKind::Dateline, Some(cut.ends(span))),
            times::Anchor::Time(id) => (AnchorKind::Time, self.times.get(id.index()).map(|time| cut.ends(time.span))),
        };
        Time {
            start,
            end,
            kind: time.kind,
            value: time.value.as_deref().map(Cow::Borrowed),
            modifier: time.modifier.map(Cow::Borrowed),
            earliest: time.earliest.as_deref().map(Cow::Borrowed),
            latest: time.latest.as_deref().map(Cow::Borrowed),
            anchor: Anchor { kind, start: at.map(|at| at.0), end: at.map(|at| at.1) },
            direction: time.direction,
            alternatives: time.alternatives.iter().map(|value| value.as_str().into()).collect(),
            rule: time.rule.into(),
        }
    }

    fn written_quantities<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Quantity<'s>> + Clone {
        let write = move |quantity: &'s crate::quantities::Quantity| {
            let (start, end) = cut.ends(quantity.span);
            Quantity {
                start,
                end,
                kind: quantity.kind,
                value: quantity.value,
                min: quantity.min,
                max: quantity.max,
                unit: quantity.unit.map(Cow::Borrowed),
                per: quantity.per.as_deref().map(Cow::Borrowed),
                of: quantity.of.map(|span| cut.span(span)),
                rule: quantity.rule.into(),
            }
        };
        self.quantities.iter().map(write)
    }

    fn written_places<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Place<'s>> + Clone {
        let write = move |place: &'s crate::places::Place| {
            let (start, end) = cut.ends(place.span);
            Place {
                start,
                end,
                name: place.name.as_str().into(),
                mention: place.mention.map(|mention| mention.0),
                geonames: place.geonames,
                lat: place.position.map(|position| position.0),
                lon: place.position.map(|position| position.1),
                country: place.country.map(Cow::Borrowed),
                admin1: place.admin1.as_deref().map(Cow::Borrowed),
                feature: place.feature.map(Cow::Borrowed),
                within: place.within.iter().map(|place| place.0).collect(),
                metonym: place.metonym,
                alternatives: place.alternatives.clone(),
                rule: place.rule.into(),
                score: place.score.map(rounded),
            }
        };
        self.places.iter().map(write)
    }

    fn written_quotes<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Quote<'s>> + Clone {
        let write = move |quote: &'s quotes::Quote| {
            let (start, end) = cut.ends(quote.span);
            Quote {
                start,
                end,
                kind: quote.kind,
                content: quote.content.iter().map(|&span| cut.span(span)).collect(),
                speaker: quote.speaker.map(|speaker| cut.speaker(speaker)),
                cue: quote.cue.map(|span| cut.span(span)),
                addressee: quote.addressee.map(|span| cut.span(span)),
                medium: quote.medium.map(|span| cut.span(span)),
                time: quote.time.map(|time| time.0),
                method: quote.rule.rsplit('.').next().unwrap_or_default().into(),
                rule: quote.rule.into(),
                score: quote.score.map(rounded),
            }
        };
        self.quotes.iter().map(write)
    }

    fn written_claims<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Claim<'s>> + Clone {
        let write = move |claim: &'s crate::claims::Claim| {
            let (start, end) = cut.ends(claim.span);
            Claim {
                start,
                end,
                source: claim.source.map(|source| cut.speaker(source)),
                author: claim.author,
                cue: claim.cue.map(|span| cut.span(span)),
                stance: claim.stance,
                polarity: claim.polarity,
                certainty: claim.certainty,
                factuality: claim.factuality.map(rounded),
                parent: claim.parent.map(|claim| claim.0),
                via: claim.via.iter().map(|&entity| entity_id(entity)).collect(),
                quote: claim.quote.map(|quote| quote.0),
                content: claim.content.iter().map(|&span| cut.span(span)).collect(),
                events: claim.events.iter().map(|event| event.0).collect(),
                rule: claim.rule.into(),
                score: claim.score.map(rounded),
            }
        };
        self.claims.iter().map(write)
    }

    fn written_events<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Event<'s>> + Clone {
        let write = move |(index, event): (u32, &'s events::Event)| {
            let (start, end) = cut.ends(event.span);
            Event {
                id: event_id(EventId(index)),
                start,
                end,
                trigger: cut.span(event.trigger),
                kind: event.kind,
                mode: event.mode.map(Cow::Borrowed),
                lemma: event.lemma.into(),
                roles: event.roles.iter().map(|role| cut.role(role)).collect(),
                time: event.time.map(|time| time.0),
                place: event.place.map(|place| place.0),
                casualties: event.casualties.iter().map(|casualties| cut.casualties(casualties)).collect(),
                claimed_by: event.claimed_by.iter().map(|&entity| entity_id(entity)).collect(),
                claims: event.claims.iter().map(|claim| claim.0).collect(),
                polarity: event.polarity,
                modality: event.modality,
                factuality: event.factuality.map(rounded),
                tense: event.tense,
                same_as: event.same_as.iter().map(|&event| event_id(event)).collect(),
                rule: event.rule.into(),
            }
        };
        (0..).zip(&self.events).map(write)
    }

    fn written_relations<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Relation<'s>> + Clone {
        let write = move |relation: &'s crate::relations::Relation| {
            let (start, end) = cut.ends(relation.evidence);
            Relation {
                start,
                end,
                kind: relation.kind,
                subject: entity_id(relation.subject),
                object: entity_id(relation.object),
                time: relation.time.map(|time| time.0),
                former: relation.former,
                evidence: cut.span(relation.evidence),
                rule: relation.rule.into(),
            }
        };
        self.relations.iter().map(write)
    }

    fn written_keyphrases<'s>(&'s self, cut: &Cut<'s>) -> impl Iterator<Item = Keyphrase<'s>> + Clone {
        let write = move |phrase: &'s crate::keyphrases::Keyphrase| {
            let TextSpan { start, end, text } = cut.span(phrase.best);
            let spans = phrase.spans.iter().map(|span| cut.span(*span)).collect();
            Keyphrase { start, end, text, score: rounded(phrase.score), spans, rule: phrase.rule.into() }
        };
        self.keyphrases.iter().map(write)
    }

    fn written_five_w<'s>(&'s self, cut: &Cut<'s>) -> FiveW<'s> {
        let write = |answer: &'s five_w::Answer| {
            let (start, end) = cut.ends(answer.span);
            let time = answer.time.and_then(|time| self.times.get(time.index()));
            Answer {
                start,
                end,
                text: cut.words(answer.span).into(),
                score: rounded(answer.score),
                entity: answer.entity.map(entity_id),
                value: time.and_then(|time| time.value.as_deref()).or(answer.inferred.as_deref()).map(Cow::Borrowed),
                inferred: answer.inferred.is_some(),
                place: answer.place.map(|place| place.0),
                reasons: answer.reasons.iter().map(|&reason| reason.into()).collect(),
                rule: answer.rule.into(),
            }
        };
        let [who, what, when, place, why, how] =
            self.five_w.questions().map(|(_, answers)| answers.iter().map(write).collect());
        FiveW { who, what, when, place, why, how }
    }
}

/// `O`, or `B-` or `I-` with the type of the name that the token stands in; asked for tokens in their order.
fn name_tag<'s>(
    names: &mut Peekable<impl Iterator<Item = dateline_core::Name<'s>>>,
    token: dateline_core::Token<'_>,
) -> Text<'static> {
    let at = token.span();
    while names.next_if(|name| name.span().end <= at.start).is_some() {}
    match names.peek().filter(|name| name.span().start <= at.start) {
        Some(name) => format!("{}-{}", if name.span().start == at.start { 'B' } else { 'I' }, name.kind()).into(),
        None => "O".into(),
    }
}

/// A story that is written as its report without being one: the fields of [`Report`] in their order.
struct Written<'s> {
    story: &'s Story,
    options: &'s ReportOptions,
    cut: Cut<'s>,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { story, options, cut } = self;
        let mut report = serializer.serialize_struct("Report", 21)?;
        report.serialize_field("schema", SCHEMA)?;
        report.serialize_field("id", &story.written_id(options))?;
        report.serialize_field("offsets", options.offsets.name())?;
        report.serialize_field("text", cut.text)?;
        report.serialize_field("published", &story.written_published())?;
        report.serialize_field("blocks", &Rows(story.blocks(cut)))?;
        report.serialize_field("sentences", &Rows(story.sentences(cut)))?;
        report.serialize_field("tokens", &Rows(story.tokens(cut)))?;
        report.serialize_field("mentions", &Rows(story.written_mentions(cut)))?;
        report.serialize_field("entities", &Rows(story.written_entities(cut, &story.places_of_entities())))?;
        report.serialize_field("times", &Rows(story.written_times(cut)))?;
        report.serialize_field("quantities", &Rows(story.written_quantities(cut)))?;
        report.serialize_field("places", &Rows(story.written_places(cut)))?;
        report.serialize_field("quotes", &Rows(story.written_quotes(cut)))?;
        report.serialize_field("claims", &Rows(story.written_claims(cut)))?;
        report.serialize_field("relations", &Rows(story.written_relations(cut)))?;
        report.serialize_field("events", &Rows(story.written_events(cut)))?;
        report.serialize_field("five_w", &story.written_five_w(cut))?;
        report.serialize_field("keyphrases", &Rows(story.written_keyphrases(cut)))?;
        report.serialize_field("summary", &story.summary)?;
        report.serialize_field::<[Skipped<'_>]>("skipped", &[])?;
        report.end()
    }
}

/// A list that is written row by row, never held.
struct Rows<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Rows<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// The text with its table: cuts spans into what a report holds.
struct Cut<'s> {
    text: &'s str,
    table: OffsetTable,
}

impl<'s> Cut<'s> {
    fn words(&self, span: Span) -> &'s str {
        span.of(self.text).unwrap_or_default()
    }

    /// The words of a name, with plain spaces where the text breaks a line or forbids to.
    fn name(&self, span: Span) -> Text<'s> {
        let words = self.words(span);
        let is_plain = words.chars().all(|c| c == ' ' || !c.is_whitespace());
        if is_plain { words.into() } else { words.split_whitespace().collect::<Vec<_>>().join(" ").into() }
    }

    fn ends(&self, span: Span) -> (u32, u32) {
        let span = self.table.from_utf8(span);
        (span.start, span.end)
    }

    fn span(&self, span: Span) -> TextSpan<'s> {
        let (start, end) = self.ends(span);
        TextSpan { start, end, text: self.words(span).into() }
    }

    fn role(&self, role: &events::Role) -> Role<'s> {
        let TextSpan { start, end, text } = self.span(role.span);
        Role { role: role.kind, start, end, text, entity: role.entity.map(entity_id) }
    }

    fn casualties(&self, casualties: &events::Casualties) -> Casualties<'s> {
        let (start, end) = self.ends(casualties.span);
        Casualties {
            outcome: casualties.outcome,
            min: casualties.min,
            max: casualties.max,
            value: casualties.value,
            who: casualties.who.map(|who| self.span(who)),
            side: casualties.side,
            start,
            end,
        }
    }

    fn speaker(&self, speaker: quotes::Speaker) -> Speaker<'s> {
        let TextSpan { start, end, text } = self.span(speaker.span);
        Speaker {
            start,
            end,
            text,
            entity: speaker.entity.map(entity_id),
            kind: speaker.kind,
            anonymous: speaker.anonymous,
        }
    }
}

fn entity_id(entity: EntityId) -> Text<'static> {
    format!("e{}", entity.0 + 1).into()
}

fn event_id(event: EventId) -> Text<'static> {
    format!("ev{}", event.0 + 1).into()
}

/// Three decimals: what a score can carry, and the same bytes on every platform.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// FNV-1a, 64 bits: the same for the same text on every platform and in every version.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
