//! Dependency trees: Universal Dependencies relations, one root a sentence, always a tree.
//!
//! Each word scores every word of its sentence as its head; the tree is read off these scores. Sentences longer than the encoder's window are
//! parsed in pieces, each further piece's root attached to the piece before as `parataxis`.
//!
//! Known limits: trained on web text, interviews and essays beside news; long coordinations and attachments of prepositional phrases are the
//! commonest errors.

mod clause;
mod tree;

use crate::document::ParseColumns;
use crate::encode::{Layer, PANEL, Panels, Recurrence, Rows, Scratch, product};
use crate::model::{Container, Section};
use crate::{Deprel, Error};

pub use clause::{Aspect, Tense};

/// Scores of heads and relations.
#[derive(Clone, Debug)]
pub(crate) struct Parser {
    width: usize,
    inputs: usize,
    inner: Layer,
    arc: usize,
    label: usize,
    recurrences: [Recurrence; 2],
    views: Layer,
    bilinear: Layer,
    root_arc: Section,
    root_label: Section,
    distance: Section,
    label_distance: Section,
    labels: Layer,
    stride: usize,
    deprels: Vec<Deprel>,
}

/// Classes of signed distance between a word and its head.
const DISTANCES: usize = 14;

/// 0 for the root, 1 to 6 for heads to the right, 7 to 12 for heads to the left, by distance.
fn distance(dependent: usize, head: usize) -> usize {
    let (gap, right) = if head > dependent { (head - dependent, true) } else { (dependent - head, false) };
    let class = match gap {
        0..=2 => gap,
        3..=4 => 3,
        5..=8 => 4,
        9..=16 => 5,
        _ => 6,
    };
    if right { class } else { class + 6 }
}

#[derive(Debug, Default)]
pub(crate) struct Buffers {
    states: Vec<f32>,
    views: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    weights: Panels,
    bias: Vec<f32>,
    arcs: Vec<f32>,
    labels: Vec<f32>,
}

impl Parser {
    pub(crate) fn open(model: &Container, width: usize) -> Result<Self, Error> {
        let bad = |what: &str| {
            Error::model(
                "words",
                format_args!("it names {what} that this library does not know; take the model of this release"),
            )
        };
        let deprels: Vec<Deprel> = model
            .text("deprel")?
            .lines()
            .map(|name| Deprel::from_name(name).ok_or_else(|| bad("a relation")))
            .collect::<Result<_, _>>()?;
        let root_arc = model.section::<f32>("root.arc", None)?;
        let root_label = model.section::<f32>("root.label", None)?;
        let (arc, label) = (model.values::<f32>(&root_arc).len(), model.values::<f32>(&root_label).len());
        if deprels.is_empty() || arc % PANEL != 0 || label % PANEL != 0 || arc == 0 || label == 0 {
            return Err(bad("sizes"));
        }
        let inputs = width;
        let section = model.section::<u32>("tree.width", Some(1))?;
        let width = model.values::<u32>(&section).first().map_or(0, |width| *width as usize);
        if width == 0 || width > 1024 || !width.is_multiple_of(2 * PANEL) {
            return Err(bad("sizes"));
        }
        Ok(Self {
            width,
            inputs,
            inner: Layer::open(model, "tree", inputs, width)?,
            arc,
            label,
            recurrences: [Recurrence::open(model, "r2", width)?, Recurrence::open(model, "r3", width)?],
            views: Layer::open(model, "view", width, 2 * (arc + label))?,
            bilinear: Layer::open(model, "bilinear", arc, arc)?,
            distance: model.section::<f32>("distance", Some(DISTANCES))?,
            label_distance: model.section::<f32>("label.distance", Some(DISTANCES * label))?,
            labels: Layer::open(model, "label", label, deprels.len())?,
            stride: deprels.len().next_multiple_of(PANEL),
            root_arc,
            root_label,
            deprels,
        })
    }

    /// Parses the words whose encoder states these are, and adds their heads (as token indices from `first` on) and relations.
    pub(crate) fn parse(
        &self,
        model: &Container,
        states: &[f32],
        first: u32,
        scratch: &mut Scratch,
        buffers: &mut Buffers,
        columns: &mut ParseColumns,
    ) {
        let Buffers { states: inner, views, dependents, heads, weights, bias, arcs, labels } = buffers;
        let (width, arc, label) = (self.width, self.arc, self.label);
        self.inner.apply(model, Rows::new(states, self.inputs), inner);
        for recurrence in &self.recurrences {
            recurrence.apply(model, inner, scratch);
        }
        let states = inner;
        let words = states.len() / width;
        self.views.apply(model, Rows::new(states, width), views);
        // a view: arc as dependent, arc as head, label as dependent, label as head
        let stride = 2 * (arc + label);
        for view in views.chunks_exact_mut(stride) {
            view.iter_mut().take(2 * arc).for_each(|value| *value = value.max(0.0));
        }
        let part = |row: usize, from: usize, len: usize| {
            views.get(row * stride + from..row * stride + from + len).unwrap_or_default()
        };
        let rest = stride - arc;
        self.bilinear.apply(
            model,
            Rows::overlapping(views.get(..views.len() - rest.min(views.len())).unwrap_or_default(), arc, stride),
            dependents,
        );
        heads.clear();
        heads.extend_from_slice(model.values::<f32>(&self.root_arc));
        (0..words).for_each(|row| heads.extend_from_slice(part(row, arc, arc)));
        weights.fill(heads, arc);
        bias.clear();
        bias.resize((words + 1).next_multiple_of(PANEL), 0.0);
        product(Rows::new(dependents, arc), weights, bias, arcs);
        let arc_stride = bias.len();
        let bonus = model.values::<f32>(&self.distance);
        for (dependent, scores) in arcs.chunks_exact_mut(arc_stride).enumerate() {
            let mut scores = scores.iter_mut();
            if let Some(score) = scores.next() {
                *score += bonus.first().unwrap_or(&0.0);
            }
            for (head, score) in scores.enumerate().take(words) {
                *score += bonus.get(distance(dependent, head)).unwrap_or(&0.0);
            }
        }
        let tree = tree::heads(&tree::Arcs { scores: arcs, stride: arc_stride, words });

        let (root_label, far) = (model.values::<f32>(&self.root_label), model.values::<f32>(&self.label_distance));
        labels.clear();
        for (dependent, head) in tree.iter().enumerate() {
            let head = *head as usize;
            let (other, class) = if head == dependent {
                (root_label, 0)
            } else {
                (part(head, 2 * arc + label, label), distance(dependent, head))
            };
            let far = far.get(class * label..(class + 1) * label).unwrap_or_default();
            let own = part(dependent, 2 * arc, label);
            labels.extend(own.iter().zip(other).zip(far).map(|((own, other), far)| (own + other + far).max(0.0)));
        }
        self.labels.apply(model, Rows::new(labels, label), arcs);
        let from = columns.deprels.len();
        for ((dependent, head), scores) in tree.iter().enumerate().zip(arcs.chunks_exact(self.stride)) {
            let root = *head as usize == dependent;
            let (mut best, mut most) = (Deprel::Dep, f32::NEG_INFINITY);
            for (deprel, score) in self.deprels.iter().zip(scores) {
                if *score > most && *deprel != Deprel::Root {
                    (best, most) = (*deprel, *score);
                }
            }
            columns.deprels.push(if root { Deprel::Root } else { best });
        }
        let mut tree = tree;
        let deprels = columns.deprels.get(from..).unwrap_or_default();
        tree::settle(&mut tree, |word| deprels.get(word) == Some(&Deprel::Punct));
        columns.heads.extend(tree.iter().map(|head| first + head));
    }
}
