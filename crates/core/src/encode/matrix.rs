//! Matrix products over `f32`, the same bits on every machine: each sum runs in one fixed order, multiply and add are never fused,
//! and vector width only changes how many outputs are computed side by side.

/// Outputs that are computed side by side; weights are stored in panels of this many outputs.
pub(crate) const PANEL: usize = 16;
/// Rows that share one pass over a panel.
const ROWS: usize = 4;

/// Rows of inputs inside a slice: row `i` is the `width` values from `i * step` on. Rows may overlap, as those of a convolution do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    values: &'a [f32],
    count: usize,
    width: usize,
    step: usize,
}

impl<'a> Rows<'a> {
    /// Rows that stand one after the other.
    pub(crate) fn new(values: &'a [f32], width: usize) -> Self {
        Self::overlapping(values, width, width)
    }

    /// Rows of `width` values that begin every `step` values.
    pub(crate) fn overlapping(values: &'a [f32], width: usize, step: usize) -> Self {
        let count = values.len().checked_sub(width).map_or(0, |rest| rest / step.max(1) + 1);
        Self { values, count: if width == 0 { 0 } else { count }, width, step }
    }

    #[inline(always)]
    fn row(&self, index: usize) -> &'a [f32] {
        let start = index.min(self.count - 1) * self.step;
        self.values.get(start..start + self.width).unwrap_or_default()
    }
}

struct Product<'a> {
    inputs: Rows<'a>,
    panels: &'a [f32],
    bias: &'a [f32],
    outputs: &'a mut [f32],
}

impl pulp::WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let (inputs, stride) = (self.inputs, self.bias.len());
        for (at, (panel, bias)) in
            self.panels.chunks_exact(PANEL * inputs.width).zip(self.bias.as_chunks::<PANEL>().0).enumerate()
        {
            for (block, outputs) in self.outputs.chunks_mut(ROWS * stride).enumerate() {
                let [a, b, c, d] = [0, 1, 2, 3].map(|lane| inputs.row(block * ROWS + lane));
                let mut sums = [[0.0_f32; PANEL]; ROWS];
                for ((((weight, a), b), c), d) in panel.as_chunks::<PANEL>().0.iter().zip(a).zip(b).zip(c).zip(d) {
                    for output in 0..PANEL {
                        sums[0][output] += a * weight[output];
                        sums[1][output] += b * weight[output];
                        sums[2][output] += c * weight[output];
                        sums[3][output] += d * weight[output];
                    }
                }
                for (outputs, sums) in outputs.chunks_exact_mut(stride).zip(&sums) {
                    let Some(outputs) = outputs.get_mut(at * PANEL..(at + 1) * PANEL) else { continue };
                    for ((to, sum), bias) in outputs.iter_mut().zip(sums).zip(bias) {
                        *to = sum + bias;
                    }
                }
            }
        }
    }
}

/// `outputs = inputs · weights + bias`, one row of `bias.len()` outputs (a multiple of [`PANEL`]) for each input row.
pub(crate) fn product(inputs: Rows<'_>, panels: &[f32], bias: &[f32], outputs: &mut Vec<f32>) {
    outputs.resize(inputs.count * bias.len(), 0.0);
    if inputs.count > 0 && !bias.is_empty() && panels.len() == bias.len() * inputs.width {
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
            let (mut weights, mut found) = (Vec::new(), Vec::new());
            panels(&w, width, &mut weights);
            let bias: Vec<f32> = (0..outputs.next_multiple_of(PANEL)).map(|i| i as f32).collect();
            product(Rows::new(&x, width), &weights, &bias, &mut found);
            for row in 0..rows {
                for output in 0..outputs {
                    let expected: f32 = (0..width).map(|i| x[row * width + i] * w[output * width + i]).sum();
                    assert_eq!(found[row * bias.len() + output], expected + output as f32, "{rows} {width} {outputs}");
                }
            }
        }
    }

    #[test]
    fn overlapping_rows_share_values() {
        let x: Vec<f32> = (0..10).map(|i| i as f32).collect();
        let rows = Rows::overlapping(&x, 6, 2);
        assert_eq!(rows.count, 3);
        assert_eq!(rows.row(2), [4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        assert_eq!(Rows::new(&[], 6).count, 0);
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
