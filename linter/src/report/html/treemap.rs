//! Areas for sizes: rectangles that fill a rectangle and are as square as possible, by Bruls, Huizing and van Wijk, "Squarified
//! Treemaps" (2000).

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn size(self) -> f64 {
        self.width * self.height
    }

    /// The rectangle without a margin, and without room for a title at its top.
    pub(super) fn inner(self, margin: f64, title: f64) -> Self {
        Self {
            x: self.x + margin,
            y: self.y + margin + title,
            width: (self.width - 2.0 * margin).max(0.0),
            height: (self.height - 2.0 * margin - title).max(0.0),
        }
    }
}

/// A rectangle for each size; together they fill `area`. The sizes are positive and in descending order.
pub(super) fn squarified(sizes: &[f64], area: Area) -> Vec<Area> {
    let total: f64 = sizes.iter().sum();
    if total <= 0.0 || area.size() <= 0.0 {
        return vec![
            Area {
                width: 0.0,
                height: 0.0,
                ..area
            };
            sizes.len()
        ];
    }
    let scale = area.size() / total;
    let mut rest = area;
    let mut areas = Vec::with_capacity(sizes.len());
    while areas.len() < sizes.len() {
        let left = &sizes[areas.len()..];
        let row = best_row(left, scale, rest.width.min(rest.height));
        rest = lay_out(&left[..row], scale, rest, &mut areas);
    }
    areas
}

/// How many of the sizes make the row along a side whose worst rectangle is the most square.
fn best_row(sizes: &[f64], scale: f64, side: f64) -> usize {
    let mut sum = 0.0;
    let mut best = f64::INFINITY;
    for (index, size) in sizes.iter().enumerate() {
        sum += size * scale;
        // In descending order, the first and the last are the extremes.
        let depth = sum / side;
        let ratio = |size: f64| {
            let length = size * scale / depth;
            (length / depth).max(depth / length)
        };
        let worst = ratio(sizes[0]).max(ratio(*size));
        if worst > best {
            return index;
        }
        best = worst;
    }
    sizes.len()
}

/// Adds a row along the shorter side of `rest`, and returns what is left of it.
fn lay_out(row: &[f64], scale: f64, rest: Area, areas: &mut Vec<Area>) -> Area {
    let sum: f64 = row.iter().sum::<f64>() * scale;
    let is_column = rest.width >= rest.height;
    let depth = sum / rest.width.min(rest.height);
    let mut at = 0.0;
    for size in row {
        let length = size * scale / depth;
        areas.push(match is_column {
            true => Area {
                x: rest.x,
                y: rest.y + at,
                width: depth,
                height: length,
            },
            false => Area {
                x: rest.x + at,
                y: rest.y,
                width: length,
                height: depth,
            },
        });
        at += length;
    }
    match is_column {
        true => Area {
            x: rest.x + depth,
            width: (rest.width - depth).max(0.0),
            ..rest
        },
        false => Area {
            y: rest.y + depth,
            height: (rest.height - depth).max(0.0),
            ..rest
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Area = Area {
        x: 0.0,
        y: 0.0,
        width: 600.0,
        height: 400.0,
    };

    /// The example of the paper: 6 × 4 with these sizes.
    #[test]
    fn areas_are_proportional_to_sizes_and_fill_the_whole() {
        let sizes = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let areas = squarified(&sizes, WHOLE);
        for (size, area) in sizes.iter().zip(&areas) {
            assert!((area.size() - size * 10_000.0).abs() < 1e-6, "{area:?}");
            assert!(area.x >= 0.0 && area.x + area.width <= 600.0 + 1e-6, "{area:?}");
            assert!(area.y >= 0.0 && area.y + area.height <= 400.0 + 1e-6, "{area:?}");
            assert!((area.width / area.height).max(area.height / area.width) < 4.1, "{area:?}");
        }
        let sum: f64 = areas.iter().map(|area| area.size()).sum();
        assert!((sum - WHOLE.size()).abs() < 1e-6);
        // The first row of the paper is a column of two squares' height.
        assert_eq!((areas[0].width, areas[0].height), (300.0, 200.0));
    }

    #[test]
    fn areas_do_not_overlap() {
        let sizes: Vec<f64> = (1..40).rev().map(f64::from).collect();
        let areas = squarified(&sizes, WHOLE);
        for (index, one) in areas.iter().enumerate() {
            for other in &areas[index + 1..] {
                let width = (one.x + one.width).min(other.x + other.width) - one.x.max(other.x);
                let height = (one.y + one.height).min(other.y + other.height) - one.y.max(other.y);
                assert!(width < 1e-6 || height < 1e-6, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn nothing_has_no_areas() {
        assert_eq!(squarified(&[], WHOLE), []);
        assert_eq!(squarified(&[1.0], Area::default())[0].size(), 0.0);
    }
}
