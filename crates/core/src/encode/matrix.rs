//! Matrix products in whole numbers, the same bits on every machine: inputs and weights are rounded to twelve bits, each row with a scale of its
//! own, sums of their products are exact in any order, and vector width only changes how many are added up side by side.

/// Outputs that are computed side by side; weights are stored in panels of this many outputs.
pub(crate) const PANEL: usize = 16;
/// The largest rounded value. A sum of [`WIDEST`] products of two such values fits into 32 bits.
const LARGEST: f32 = 2047.0;
/// So few rows are multiplied one by one, since they would not fill a block.
const FEW: usize = 3;
/// The most inputs of a product.
pub(crate) const WIDEST: usize = 512;

/// Two neighbouring values, rounded: what vector instructions multiply and add at once.
type Pair = [i16; 2];

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

    fn iter(self) -> impl Iterator<Item = &'a [f32]> {
        (0..self.count)
            .map(move |index| self.values.get(index * self.step..index * self.step + self.width).unwrap_or_default())
    }
}

/// The nearest whole number, of two the even one, as every machine finds it without a library. The value lies within 16 bits.
#[inline(always)]
pub(crate) fn whole(value: f32) -> i16 {
    // Adding this number leaves the nearest whole number in the low bits.
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT).to_bits() as i16
}

/// Rounds a row to whole numbers and gives what one of them is worth.
#[inline(always)]
fn round(row: &[f32], into: &mut [i16]) -> f32 {
    // The bits of positive numbers are in the order of the numbers.
    let largest = row.iter().fold(0_u32, |largest, value| largest.max(value.to_bits() & 0x7FFF_FFFF));
    let largest = f32::from_bits(largest);
    if largest <= 0.0 || !largest.is_finite() {
        into.fill(0);
        return 0.0;
    }
    let factor = LARGEST / largest;
    for (to, value) in into.iter_mut().zip(row) {
        *to = whole(value * factor);
    }
    largest / LARGEST
}

/// Rows of weights, one an output, from the panels of a file, in which each input's [`PANEL`] weights stand together.
pub(crate) fn rows_of_panels(values: &[f32], inputs: usize) -> Vec<f32> {
    let mut rows = vec![0.0; values.len()];
    for (panel, rows) in values.chunks_exact(PANEL * inputs).zip(rows.chunks_exact_mut(PANEL * inputs)) {
        for (output, row) in rows.chunks_exact_mut(inputs).enumerate() {
            row.iter_mut().zip(panel.iter().skip(output).step_by(PANEL)).for_each(|(to, from)| *to = *from);
        }
    }
    rows
}

/// A matrix of weights: panel after panel, in each panel pair of inputs after pair of inputs, for each pair [`PANEL`] outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panels {
    pairs: Vec<[Pair; PANEL]>,
    scales: Vec<f32>,
    width: usize,
}

impl Panels {
    /// From rows of weights, one an output; outputs past the last row are zero.
    pub(crate) fn fill(&mut self, rows: &[f32], width: usize) {
        let depth = width.div_ceil(2);
        let count = rows.len().checked_div(width).unwrap_or(0).next_multiple_of(PANEL);
        self.width = width;
        self.pairs.clear();
        self.pairs.resize(count / PANEL * depth, [[0; 2]; PANEL]);
        self.scales.clear();
        self.scales.resize(count, 0.0);
        let mut rounded: Vec<Pair> = vec![[0; 2]; depth];
        for ((output, row), scale) in rows.chunks_exact(width.max(1)).enumerate().zip(&mut self.scales) {
            *scale = round(row, rounded.as_flattened_mut());
            let panel = self.pairs.iter_mut().skip(output / PANEL * depth);
            panel.zip(&rounded).for_each(|(outputs, pair)| outputs[output % PANEL] = *pair);
        }
    }

    /// How many outputs there are, a multiple of [`PANEL`].
    pub(crate) fn outputs(&self) -> usize {
        self.scales.len()
    }
}

/// The instructions that multiply pairs.
trait Lanes: Copy {
    /// Sums of [`PANEL`] outputs.
    type Sums: Copy;
    fn zero(self) -> Self::Sums;
    /// `sums + weights · pair`.
    fn add(self, sums: Self::Sums, weights: &[Pair; PANEL], pair: Pair) -> Self::Sums;
    fn get(self, sums: Self::Sums) -> [i32; PANEL];
}

impl Lanes for pulp::Scalar {
    type Sums = [i32; PANEL];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; PANEL]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: &[Pair; PANEL], [first, second]: Pair) -> Self::Sums {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            let product = |input: i16, weight: i16| i32::from(input) * i32::from(weight);
            *sum = sum.wrapping_add(product(first, weight[0]) + product(second, weight[1]));
        }
        sums
    }

    #[inline(always)]
    fn get(self, sums: Self::Sums) -> [i32; PANEL] {
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use pulp::x86::{V3, V4};
    use pulp::{Simd, cast, i16x16, i16x32, u32x8, u32x16};

    use super::{Lanes, PANEL, Pair};

    impl Lanes for V3 {
        type Sums = [u32x8; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [self.splat_u32s(0); 2]
        }

        #[inline(always)]
        fn add(self, [low, high]: Self::Sums, weights: &[Pair; PANEL], pair: Pair) -> Self::Sums {
            let inputs: i16x16 = cast(self.splat_u32s(cast(pair)));
            let [first, second]: [i16x16; 2] = cast(*weights);
            let products = |weights| cast(self.multiply_wrapping_add_adjacent_i16x16(weights, inputs));
            [self.add_u32s(low, products(first)), self.add_u32s(high, products(second))]
        }

        #[inline(always)]
        fn get(self, sums: Self::Sums) -> [i32; PANEL] {
            cast(sums)
        }
    }

    impl Lanes for V4 {
        type Sums = u32x16;

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            self.splat_u32s(0)
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, weights: &[Pair; PANEL], pair: Pair) -> Self::Sums {
            let inputs: i16x32 = cast(self.splat_u32s(cast(pair)));
            let products = self.multiply_wrapping_add_adjacent_i16x32(cast(*weights), inputs);
            self.add_u32s(sums, cast(products))
        }

        #[inline(always)]
        fn get(self, sums: Self::Sums) -> [i32; PANEL] {
            cast(sums)
        }
    }
}

struct Product<'a> {
    inputs: Rows<'a>,
    weights: &'a Panels,
    bias: &'a [f32],
    outputs: &'a mut [f32],
}

impl Product<'_> {
    /// `ROWS` rows share one pass over a panel.
    #[inline(always)]
    fn compute<L: Lanes, const ROWS: usize>(self, lanes: L) {
        let depth = self.inputs.width.div_ceil(2);
        let panels = self.weights.outputs() / PANEL;
        let mut row_pairs: Vec<Pair> = vec![[0; 2]; depth];
        // Block after block of rows, in each pair after pair, so that all is read in one direction.
        let mut blocks: Vec<[Pair; ROWS]> = vec![[[0; 2]; ROWS]; self.inputs.count.div_ceil(ROWS) * depth];
        let mut worth = Vec::with_capacity(self.inputs.count);
        for (at, row) in self.inputs.iter().enumerate() {
            worth.push(round(row, row_pairs.as_flattened_mut()));
            let block = blocks.get_mut(at / ROWS * depth..).unwrap_or_default();
            block.iter_mut().zip(&row_pairs).for_each(|(rows, pair)| rows[at % ROWS] = *pair);
        }
        let (scales, bias) = (self.weights.scales.as_chunks::<PANEL>().0, self.bias.as_chunks::<PANEL>().0);
        let (outputs, _) = self.outputs.as_chunks_mut::<PANEL>();
        for (at, ((panel, scales), bias)) in self.weights.pairs.chunks_exact(depth).zip(scales).zip(bias).enumerate() {
            let rows = blocks.chunks_exact(depth).zip(worth.chunks(ROWS)).zip(outputs.chunks_mut(ROWS * panels));
            for ((inputs, worth), outputs) in rows {
                let mut sums = [lanes.zero(); ROWS];
                for (weights, pairs) in panel.iter().zip(inputs) {
                    for (sums, pair) in sums.iter_mut().zip(pairs) {
                        *sums = lanes.add(*sums, weights, *pair);
                    }
                }
                for ((to, sums), worth) in outputs.iter_mut().skip(at).step_by(panels).zip(sums).zip(worth) {
                    let sums = lanes.get(sums);
                    // As a value of its own, so that the compiler sees that nothing overlaps.
                    let (scales, bias) = (*scales, *bias);
                    *to = std::array::from_fn(|at| sums[at] as f32 * (worth * scales[at]) + bias[at]);
                }
            }
        }
    }
}

/// A product with the instructions to compute it with; `ROWS` so many that their sums fill the registers.
struct With<'a, L, const ROWS: usize>(L, Product<'a>);

impl<L: Lanes, const ROWS: usize> pulp::NullaryFnOnce for With<'_, L, ROWS> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.1.compute::<L, ROWS>(self.0);
    }
}

/// `outputs = inputs · weights + bias`, one row of [`Panels::outputs`] values for each input row.
pub(crate) fn product(inputs: Rows<'_>, weights: &Panels, bias: &[f32], outputs: &mut Vec<f32>) {
    outputs.resize(inputs.count * weights.outputs(), 0.0);
    if inputs.count == 0 || weights.outputs() == 0 || weights.width != inputs.width || bias.len() != weights.outputs() {
        return;
    }
    let few = inputs.count < FEW;
    let product = Product { inputs, weights, bias, outputs };
    match pulp::Arch::new() {
        #[cfg(target_arch = "x86_64")]
        pulp::Arch::V4(lanes) if few => lanes.vectorize(With::<_, 1>(lanes, product)),
        #[cfg(target_arch = "x86_64")]
        pulp::Arch::V3(lanes) if few => lanes.vectorize(With::<_, 1>(lanes, product)),
        #[cfg(target_arch = "x86_64")]
        pulp::Arch::V4(lanes) => lanes.vectorize(With::<_, 8>(lanes, product)),
        #[cfg(target_arch = "x86_64")]
        pulp::Arch::V3(lanes) => lanes.vectorize(With::<_, 4>(lanes, product)),
        _ => product.compute::<_, 4>(pulp::Scalar),
    }
}

/// Sum of products in eight lanes, added up in one order.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let mut add = |a: &[f32; 8], b: &[f32; 8]| {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    };
    // Four steps at once, so that little is spent on counting them.
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<32>(), b.as_chunks::<32>());
    for (a, b) in a.iter().zip(b) {
        a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).for_each(|(a, b)| add(a, b));
    }
    a_rest.as_chunks::<8>().0.iter().zip(b_rest.as_chunks::<8>().0).for_each(|(a, b)| add(a, b));
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

    fn value(index: usize) -> f32 {
        ((index * 37) % 101) as f32 / 50.0 - 1.0
    }

    #[test]
    fn product_is_the_sum_of_products() {
        for (rows, width, outputs) in [(1, 3, 2), (4, 8, 16), (7, 5, 17), (0, 4, 3), (9, 96, 40)] {
            let x: Vec<f32> = (0..rows * width).map(value).collect();
            let w: Vec<f32> = (0..outputs * width).map(|i| value(i * 3 + 1)).collect();
            let (mut weights, mut found) = (Panels::default(), Vec::new());
            weights.fill(&w, width);
            let bias: Vec<f32> = (0..weights.outputs()).map(|i| i as f32).collect();
            product(Rows::new(&x, width), &weights, &bias, &mut found);
            assert_eq!(found.len(), rows * bias.len());
            for row in 0..rows {
                for output in 0..outputs {
                    let expected: f32 = (0..width).map(|i| x[row * width + i] * w[output * width + i]).sum();
                    let found = found[row * bias.len() + output] - output as f32;
                    assert!(
                        (found - expected).abs() < 2e-3 * width as f32,
                        "{rows} {width} {outputs}: {found} {expected}"
                    );
                }
            }
        }
    }

    /// What the widest vectors give, the plainest code gives too, bit for bit.
    #[test]
    fn every_machine_computes_the_same() {
        let (rows, width, outputs) = (21, 66, 40);
        let x: Vec<f32> = (0..rows * width).map(value).collect();
        let w: Vec<f32> = (0..outputs * width).map(|i| value(i * 7 + 2)).collect();
        let mut weights = Panels::default();
        weights.fill(&w, width);
        let bias = vec![0.25; weights.outputs()];
        let (mut found, mut plain) = (Vec::new(), vec![0.0; rows * weights.outputs()]);
        product(Rows::new(&x, width), &weights, &bias, &mut found);
        let outputs = &mut plain;
        let product = Product { inputs: Rows::new(&x, width), weights: &weights, bias: &bias, outputs };
        product.compute::<_, 4>(pulp::Scalar);
        assert_eq!(found, plain);
        #[cfg(target_arch = "x86_64")]
        if let Some(lanes) = pulp::x86::V3::try_new() {
            let mut half = vec![0.0; plain.len()];
            let outputs = &mut half;
            let product = Product { inputs: Rows::new(&x, width), weights: &weights, bias: &bias, outputs };
            lanes.vectorize(With::<_, 4>(lanes, product));
            assert_eq!(half, plain);
        }
    }

    #[test]
    fn the_largest_sum_fits() {
        let (x, w) = (vec![1.0; WIDEST], vec![-1.0; WIDEST]);
        let (mut weights, mut found) = (Panels::default(), Vec::new());
        weights.fill(&w, WIDEST);
        product(Rows::new(&x, WIDEST), &weights, &[0.0; PANEL], &mut found);
        assert!((found[0] + WIDEST as f32).abs() < 0.5, "{}", found[0]);
        assert_eq!(found[1], 0.0);
    }

    #[test]
    fn overlapping_rows_share_values() {
        let x: Vec<f32> = (0..10).map(|i| i as f32).collect();
        let rows = Rows::overlapping(&x, 6, 2);
        assert_eq!(rows.count, 3);
        assert_eq!(rows.iter().last(), Some(&[4.0, 5.0, 6.0, 7.0, 8.0, 9.0][..]));
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
