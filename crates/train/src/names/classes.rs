//! Word classes from plain text: skip-gram vectors with negative sampling, then k-means. Seeded.

use std::collections::HashMap;

use super::random::Random;

const SIZE: usize = 48;

/// Classes of the words seen at least `least` times, numbered from 1.
pub(crate) fn learn(
    sentences: &[Vec<u32>],
    counts: &[u32],
    least: u32,
    classes: usize,
    passes: usize,
) -> HashMap<u32, u16> {
    let mut random = Random::new(11);
    let kept: Vec<u32> = (0..counts.len() as u32).filter(|&w| counts[w as usize] >= least).collect();
    let place: HashMap<u32, usize> = kept.iter().enumerate().map(|(at, &w)| (w, at)).collect();
    let text: Vec<Vec<u32>> =
        sentences.iter().map(|s| s.iter().filter_map(|w| place.get(w).map(|&p| p as u32)).collect()).collect();
    let total: f64 = kept.iter().map(|&w| f64::from(counts[w as usize])).sum();
    let mut noise = Vec::new();
    for (at, &w) in kept.iter().enumerate() {
        noise.extend(std::iter::repeat_n(
            at as u32,
            (f64::from(counts[w as usize]).powf(0.75) / total.powf(0.75) * 4e5).ceil() as usize,
        ));
    }
    let mut vectors: Vec<[f32; SIZE]> =
        (0..kept.len()).map(|_| std::array::from_fn(|_| (random.unit() - 0.5) / SIZE as f32)).collect();
    // Contexts by side: what stands before differs from what stands after.
    let mut contexts: Vec<[f32; SIZE]> = vec![[0.0; SIZE]; kept.len() * 2];
    let steps = (passes * text.len()) as f32;
    for step in 0..passes * text.len() {
        let sentence = &text[random.below(text.len())];
        let rate = 0.05 * (1.0 - step as f32 / steps) + 0.001;
        for (at, &word) in sentence.iter().enumerate() {
            let often = f64::from(counts[kept[word as usize] as usize]) / total;
            if often > 1e-3 && f64::from(random.unit()) > (1e-3 / often).sqrt() {
                continue;
            }
            for offset in [-2isize, -1, 1, 2] {
                let Some(&near) = at.checked_add_signed(offset).and_then(|n| sentence.get(n)) else { continue };
                let side = if offset < 0 { 0 } else { kept.len() };
                let mut change = [0f32; SIZE];
                for sample in 0..6 {
                    let other = if sample == 0 { near } else { noise[random.below(noise.len())] };
                    let truth = if sample == 0 { 1.0 } else { 0.0 };
                    if sample > 0 && other == near {
                        continue;
                    }
                    let context = &mut contexts[other as usize + side];
                    let vector = &vectors[word as usize];
                    let dot: f32 = vector.iter().zip(context.iter()).map(|(a, b)| a * b).sum();
                    let gain = rate * (truth - 1.0 / (1.0 + (-dot).exp()));
                    for ((d, c), v) in change.iter_mut().zip(context.iter_mut()).zip(vector) {
                        *d += gain * *c;
                        *c += gain * v;
                    }
                }
                for (v, d) in vectors[word as usize].iter_mut().zip(&change) {
                    *v += d;
                }
            }
        }
    }
    for vector in &mut vectors {
        let norm = vector.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
        vector.iter_mut().for_each(|v| *v /= norm);
    }
    let mut centres: Vec<[f32; SIZE]> = (0..classes).map(|_| vectors[random.below(vectors.len().min(6000))]).collect();
    let mut own = vec![0usize; vectors.len()];
    for _ in 0..12 {
        let mut sums = vec![[0f32; SIZE]; classes];
        for (vector, own) in vectors.iter().zip(own.iter_mut()) {
            let mut best = f32::MIN;
            for (number, centre) in centres.iter().enumerate() {
                let dot: f32 = vector.iter().zip(centre).map(|(a, b)| a * b).sum();
                if dot > best {
                    (best, *own) = (dot, number);
                }
            }
            for (s, v) in sums[*own].iter_mut().zip(vector) {
                *s += v;
            }
        }
        for (centre, sum) in centres.iter_mut().zip(&sums) {
            let norm = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
            *centre = if norm > 0.0 { sum.map(|s| s / norm) } else { vectors[random.below(vectors.len())] };
        }
    }
    kept.iter().zip(own).map(|(&w, class)| (w, class as u16 + 1)).collect()
}
