//! Regions of a photo that are covered before it leaves the desk, in pixels of the photo.

/// Smaller ones are a finger that slipped.
const LEAST: u32 = 4;
/// One press of a key moves by this part of the longer side.
const STEPS: u32 = 50;

/// How large a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A place in a photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle that is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// What a key does to a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// It moves: so many steps to the right and down.
    Move(i32, i32),
    /// It grows: so many steps to the right and down.
    Grow(i32, i32),
}

impl Size {
    /// The place under a finger: the photo is shown whole in the middle of a frame. Beside the photo is its edge.
    #[must_use]
    pub fn under(self, frame: (f64, f64), finger: (f64, f64)) -> Point {
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        let scale = (frame.0 / width).min(frame.1 / height);
        let along =
            |finger: f64, frame: f64, side: f64| ((finger - (frame - side * scale) / 2.0) / scale).clamp(0.0, side);
        Point { x: along(finger.0, frame.0, width), y: along(finger.1, frame.1, height) }
    }

    const fn step(self) -> u32 {
        let longer = if self.width > self.height { self.width } else { self.height };
        if longer < STEPS { 1 } else { longer / STEPS }
    }
}

impl Region {
    /// The rectangle between two places, whole pixels and outwards; none where it is too small to be meant.
    #[must_use]
    pub fn between(size: Size, one: Point, other: Point) -> Option<Self> {
        let (x, right) = (down(one.x.min(other.x)), up(one.x.max(other.x)).min(size.width));
        let (y, bottom) = (down(one.y.min(other.y)), up(one.y.max(other.y)).min(size.height));
        let region = Self { x, y, width: right.saturating_sub(x), height: bottom.saturating_sub(y) };
        (region.width >= LEAST && region.height >= LEAST).then_some(region)
    }

    /// One in the middle, to be moved by keys.
    #[must_use]
    pub const fn in_the_middle(size: Size) -> Self {
        let (width, height) = (at_least_one(size.width / 4), at_least_one(size.height / 8));
        Self { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }
    }

    /// Moved or grown, and still within the photo.
    #[must_use]
    pub fn nudged(self, size: Size, nudge: Nudge) -> Self {
        let step = size.step();
        let by = |from: u32, steps: i32, least: u32, most: u32| {
            let change = step.saturating_mul(steps.unsigned_abs());
            if steps < 0 { from.saturating_sub(change).max(least) } else { from.saturating_add(change).min(most) }
        };
        match nudge {
            Nudge::Move(right, down) => Self {
                x: by(self.x, right, 0, size.width - self.width),
                y: by(self.y, down, 0, size.height - self.height),
                ..self
            },
            Nudge::Grow(right, down) => Self {
                width: by(self.width, right, step.min(self.width), size.width - self.x),
                height: by(self.height, down, step.min(self.height), size.height - self.y),
                ..self
            },
        }
    }

    /// Where it lies and how large it is, in percent of the photo: from the left, from the top, across, down.
    #[must_use]
    pub fn percent(self, size: Size) -> [u32; 4] {
        let of = |part: u32, whole: u32| (part * 100 + whole / 2).checked_div(whole).unwrap_or_default();
        [of(self.x, size.width), of(self.y, size.height), of(self.width, size.width), of(self.height, size.height)]
    }
}

const fn at_least_one(pixels: u32) -> u32 {
    if pixels == 0 { 1 } else { pixels }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within a photo: not negative, far below 2^32"
)]
fn down(at: f64) -> u32 {
    at.floor() as u32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within a photo: not negative, far below 2^32"
)]
fn up(at: f64) -> u32 {
    at.ceil() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: Size = Size { width: 1000, height: 500 };

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_finger_beside_the_photo_is_on_its_edge() {
        // The frame is higher than the photo: 100 empty pixels above and below.
        let frame = (500.0, 450.0);
        assert_eq!(PHOTO.under(frame, (250.0, 225.0)), point(500.0, 250.0));
        assert_eq!(PHOTO.under(frame, (0.0, 100.0)), point(0.0, 0.0));
        assert_eq!(PHOTO.under(frame, (500.0, 449.0)), point(1000.0, 500.0));
    }

    #[test]
    fn a_region_is_the_same_from_whichever_corner_it_was_drawn_and_covers_whole_pixels() {
        let region = Region { x: 10, y: 20, width: 91, height: 31 };
        assert_eq!(Region::between(PHOTO, point(10.4, 20.9), point(100.2, 50.1)), Some(region));
        assert_eq!(Region::between(PHOTO, point(100.2, 20.9), point(10.4, 50.1)), Some(region));
        assert_eq!(Region::between(PHOTO, point(10.0, 10.0), point(12.0, 300.0)), None, "a finger that slipped");
    }

    #[test]
    fn keys_move_and_grow_a_region_within_the_photo() {
        let mut region = Region::in_the_middle(PHOTO);
        for _ in 0..100 {
            region = region.nudged(PHOTO, Nudge::Move(-1, 1));
        }
        assert_eq!((region.x, region.y + region.height), (0, PHOTO.height));
        for _ in 0..100 {
            region = region.nudged(PHOTO, Nudge::Grow(1, -1));
        }
        assert_eq!((region.width, region.height), (PHOTO.width, PHOTO.step()));
        assert_eq!(region.percent(PHOTO), [0, 88, 100, 4]);
    }
}
