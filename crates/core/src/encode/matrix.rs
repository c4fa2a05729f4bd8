//! Matrix products over `f32`, the same bits on every machine: each sum runs in one fixed order, multiply and add are never fused,
//! and vector width only changes how many outputs are computed side by side.

/// Outputs that are computed side by side; weights are stored in panels of this many outputs.
pub(crate) const PANEL: usize = 16;
/// Rows that share one pass over a panel.
const ROWS: usize = 4;

/// Rows of inputs, laid out so that a product reads them in order: blocks of [`ROWS`] rows, each block one input after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    values: Vec<f32>,
    rows: usize,
    width: usize,
}

impl Packed {
    /// Takes over `rows` rows of `width` values; `row(i)` gives the parts that, one after the other, make up row `i`.
    pub(crate) fn fill<'a, const PARTS: usize>(&mut self, rows: usize, width: usize, row: impl Fn(usize) -> [&'a [f32]; PARTS]) {
        (self.rows, self.width) = (rows, width);
        self.values.clear();
        self.values.resize(rows.next_multiple_of(ROWS) * width, 0.0);
        if width == 0 {
            return;
        }
        for (block, values) in self.values.chunks_exact_mut(ROWS * width).enumerate() {
            for lane in 0..ROWS.min(rows - block * ROWS) {
                let parts = row(block * ROWS + lane);
                let inputs = parts.iter().flat_map(|part| part.iter());
                values.iter_mut().skip(lane).step_by(ROWS).zip(inputs).for_each(|(to, from)| *to = *from);
            }
        }
    }
}

struct Product<'a> {
    inputs: &'a Packed,
    panels: &'a [f32],
    bias: &'a [f32],
    outputs: &'a mut [f32],
}

impl pulp::WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Packed { values, rows, width } = self.inputs;
        let stride = self.bias.len();
        for (at, (panel, bias)) in self.panels.chunks_exact(PANEL * width).zip(self.bias.chunks_exact(PANEL)).enumerate() {
            for (block, inputs) in values.chunks_exact(ROWS * width).enumerate() {
                let mut sums = [[0.0_f32; PANEL]; ROWS];
                for (input, weight) in inputs.as_chunks::<ROWS>().0.iter().zip(panel.as_chunks::<PANEL>().0) {
                    for lane in 0..ROWS {
                        for output in 0..PANEL {
                            sums[lane][output] += input[lane] * weight[output];
                        }
                    }
                }
                for (lane, sums) in sums.iter().enumerate().take(rows - block * ROWS) {
                    let start = (block * ROWS + lane) * stride + at * PANEL;
                    let Some(outputs) = self.outputs.get_mut(start..start + PANEL) else { continue };
                    for ((to, sum), bias) in outputs.iter_mut().zip(sums).zip(bias) {
                        *to = sum + bias;
                    }
                }
            }
        }
    }
}

/// `outputs = inputs · weights + bias`, one row of `bias.len()` outputs (a multiple of [`PANEL`]) for each input row.
pub(crate) fn product(inputs: &Packed, panels: &[f32], bias: &[f32], outputs: &mut Vec<f32>) {
    outputs.clear();
    outputs.resize(inputs.rows * bias.len(), 0.0);
    if inputs.width > 0 && panels.len() == bias.len() * inputs.width {
        pulp::Arch::new().dispatch(Product { inputs, panels, bias, outputs });
    }
}

/// Rows of weights (one a output) into panels; outputs past the last row are zero.
pub(crate) fn panels(rows: &[f32], width: usize, into: &mut Vec<f32>) {
    into.clear();
    if width == 0 {
        return;
    }
    let count = (rows.len() / width).next_multiple_of(PANEL);
    into.resize(count * width, 0.0);
    for (output, row) in rows.chunks_exact(width).enumerate() {
        let start = output / PANEL * PANEL * width + output % PANEL;
        into.iter_mut().skip(start).step_by(PANEL).zip(row).for_each(|(to, from)| *to = *from);
    }
}

/// Sum of products in eight lanes, added up in one order.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

/// A smooth step from 0 to 1 without transcendental functions, whose last bits would differ between platforms.
#[inline(always)]
pub(crate) fn step(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_is_the_sum_of_products() {
        for (rows, width, outputs) in [(1, 3, 2), (4, 8, 16), (7, 5, 17), (0, 4, 3), (9, 96, 40)] {
            let x: Vec<f32> = (0..rows * width).map(|i| ((i * 37) % 19) as f32 - 9.0).collect();
            let w: Vec<f32> = (0..outputs * width).map(|i| ((i * 53) % 23) as f32 - 11.0).collect();
            let (mut packed, mut weights, mut found) = (Packed::default(), Vec::new(), Vec::new());
            packed.fill(rows, width, |row| [&x[row * width..(row + 1) * width]]);
            panels(&w, width, &mut weights);
            let bias: Vec<f32> = (0..outputs.next_multiple_of(PANEL)).map(|i| i as f32).collect();
            product(&packed, &weights, &bias, &mut found);
            for row in 0..rows {
                for output in 0..outputs {
                    let expected: f32 = (0..width).map(|i| x[row * width + i] * w[output * width + i]).sum();
                    assert_eq!(found[row * bias.len() + output], expected + output as f32, "{rows} {width} {outputs}");
                }
            }
        }
    }

    #[test]
    fn dot_matches_its_definition() {
        let a: Vec<f32> = (0..96).map(|i| i as f32).collect();
        assert_eq!(dot(&a, &a), (0..96).map(|i| (i * i) as f32).sum::<f32>());
    }

    #[test]
    fn step_rises_from_zero_to_one() {
        assert_eq!(step(0.0), 0.5);
        assert!(step(-1e9) < 1e-6 && step(1e9) > 1.0 - 1e-6);
        assert!(step(-1.0) < step(1.0));
    }
}
