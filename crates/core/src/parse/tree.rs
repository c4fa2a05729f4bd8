//! From arc scores to a tree: every word its best head, one root, no cycle.

/// Scores of heads: row `dependent`, column 0 for the root and `head + 1` for a word.
pub(crate) struct Arcs<'a> {
    pub(crate) scores: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) words: usize,
}

impl Arcs<'_> {
    fn root(&self, dependent: usize) -> f32 {
        self.scores.get(dependent * self.stride).copied().unwrap_or(f32::MIN)
    }

    fn head(&self, dependent: usize, head: usize) -> f32 {
        self.scores.get(dependent * self.stride + head + 1).copied().unwrap_or(f32::MIN)
    }

    fn best(&self, dependent: usize, allowed: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
        let heads = self.scores.get(dependent * self.stride + 1..dependent * self.stride + 1 + self.words)?;
        let mut best = None;
        for (head, score) in heads.iter().enumerate() {
            if head != dependent && best.is_none_or(|(_, most)| *score > most) && allowed(head) {
                best = Some((head, *score));
            }
        }
        best
    }
}

/// The head of each word; the root's head is itself. Always a tree with one root.
///
/// The root is the word that loses least by it. Every other word takes its best head; a cycle is then broken where the change costs least,
/// by giving one of its words a head outside of it that leads to the root.
pub(crate) fn heads(arcs: &Arcs<'_>) -> Vec<u32> {
    let words = arcs.words;
    let greedy: Vec<Option<(usize, f32)>> = (0..words).map(|word| arcs.best(word, |_| true)).collect();
    let gain =
        |word: usize| arcs.root(word) - greedy.get(word).copied().flatten().map_or(f32::MIN / 2.0, |(_, score)| score);
    let mut root = 0;
    for word in 1..words {
        if gain(word) > gain(root) {
            root = word;
        }
    }
    let mut heads: Vec<usize> = greedy.iter().map(|best| best.map_or(root, |(head, _)| head)).collect();
    if let Some(head) = heads.get_mut(root) {
        *head = root;
    }
    let mut rooted = vec![false; words];
    let mut seen = vec![usize::MAX; words];
    // words that lead to the root, before any cycle is broken
    let mut path = Vec::new();
    let mut cycles = Vec::new();
    for start in 0..words {
        path.clear();
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            path.push(at);
            at = heads[at];
        }
        let leads = rooted[at] || at == root;
        if leads {
            path.iter().for_each(|word| rooted[*word] = true);
        } else if seen[at] == start {
            let begin = path.iter().position(|word| *word == at).unwrap_or(0);
            cycles.push(path.get(begin..).unwrap_or_default().to_vec());
        }
    }
    for cycle in cycles {
        let mut best: Option<(usize, usize, f32)> = None;
        for word in &cycle {
            if let Some((head, score)) = arcs.best(*word, |head| rooted[head]) {
                let loss = arcs.head(*word, heads[*word]) - score;
                if best.is_none_or(|(_, _, least)| loss < least) {
                    best = Some((*word, head, loss));
                }
            }
        }
        if let Some((word, head, _)) = best {
            heads[word] = head;
            mark(&heads, &mut rooted);
        }
    }
    heads.into_iter().map(|head| head as u32).collect()
}

/// Marks every word whose heads lead to a marked word.
fn mark(heads: &[usize], rooted: &mut [bool]) {
    let mut state = vec![false; heads.len()];
    let mut path = Vec::new();
    for start in 0..heads.len() {
        path.clear();
        let mut at = start;
        while !rooted[at] && !state[at] {
            state[at] = true;
            path.push(at);
            at = heads[at];
        }
        if rooted[at] {
            path.iter().for_each(|word| rooted[*word] = true);
        }
    }
}

/// Hangs punctuation so that its arcs cross no other ("punctuation does not cause non-projectivity", Universal Dependencies): a mark that does is
/// given to the highest word above its neighbour that it can reach. What a word governs is then the stretch that a reader sees.
pub(super) fn settle(heads: &mut [u32], is_mark: impl Fn(usize) -> bool) {
    let head_of = |heads: &[u32], word: usize| heads.get(word).map_or(word, |head| *head as usize);
    let crosses = |heads: &[u32], mark: usize, head: usize| {
        let (low, high) = (mark.min(head), mark.max(head));
        (low + 1..high).any(|word| !(low..=high).contains(&head_of(heads, word)))
    };
    for mark in (0..heads.len()).filter(|&word| is_mark(word)) {
        let head = head_of(heads, mark);
        if head == mark || !crosses(heads, mark, head) {
            continue;
        }
        let neighbour = match head < mark {
            true => (0..mark).rev().find(|&word| !is_mark(word)),
            false => (mark + 1..heads.len()).find(|&word| !is_mark(word)),
        };
        let Some(mut above) = neighbour.filter(|&word| !crosses(heads, mark, word)) else { continue };
        // What the mark governs cannot govern it.
        let mut ancestors =
            std::iter::successors(Some(above), |&word| Some(head_of(heads, word)).filter(|&head| head != word));
        if ancestors.any(|word| word == mark) {
            continue;
        }
        loop {
            let next = head_of(heads, above);
            if next == above || crosses(heads, mark, next) {
                break;
            }
            above = next;
        }
        if let Some(head) = heads.get_mut(mark) {
            *head = above as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_of(heads: &[u32], word: usize) -> Option<usize> {
        let mut at = word;
        for steps in 0..=heads.len() {
            if heads[at] as usize == at {
                return Some(steps);
            }
            at = heads[at] as usize;
        }
        None
    }

    #[test]
    fn any_scores_give_a_tree() {
        let mut seed = 1_u32;
        for words in 1..40 {
            for _ in 0..30 {
                let scores: Vec<f32> = (0..words * (words + 1))
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 20) as f32
                    })
                    .collect();
                let heads = heads(&Arcs { scores: &scores, stride: words + 1, words });
                assert_eq!(heads.iter().enumerate().filter(|(word, head)| *word == **head as usize).count(), 1);
                assert!((0..words).all(|word| depth_of(&heads, word).is_some()));
            }
        }
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // 0 and 1 choose each other; 2 is the root; 0 would take 2 nearly as gladly
        let scores = [0.0, -9.0, 9.0, 8.0, 0.0, 9.0, -9.0, 1.0, 9.0, 0.0, 0.0, -9.0];
        assert_eq!(heads(&Arcs { scores: &scores, stride: 4, words: 3 }), [2, 0, 2]);
    }

    #[test]
    fn equal_scores_give_a_tree() {
        for scores in [0.0, f32::NAN, f32::MIN, f32::INFINITY] {
            let heads = heads(&Arcs { scores: &[scores; 30], stride: 6, words: 5 });
            assert!((0..5).all(|word| depth_of(&heads, word).is_some()), "{heads:?}");
        }
    }

    #[test]
    fn punctuation_crosses_nothing() {
        // He met “ men of Oslo , killing one ” . — the closing mark hung on "Oslo", across "killing"
        let mut heads = [1, 1, 3, 1, 5, 3, 7, 1, 7, 5, 1];
        settle(&mut heads, |word| matches!(word, 2 | 6 | 9 | 10));
        assert_eq!(heads, [1, 1, 3, 1, 5, 3, 7, 1, 7, 1, 1]);
        // a mark that governs its neighbour stays: anything else would be a circle
        let mut heads = [0, 0, 4, 2, 0, 3];
        let before = heads;
        settle(&mut heads, |word| word == 2);
        assert_eq!(heads, before);
        // what crosses nothing stays
        let mut heads = [1, 1, 1, 2];
        settle(&mut heads, |word| word == 3);
        assert_eq!(heads, [1, 1, 1, 2]);
    }
}
