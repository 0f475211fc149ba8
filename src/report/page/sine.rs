//! Places on a circle, in whole numbers.

/// The sine of an angle in degrees, in thousandths: the approximation of Bhaskara I, off by less
/// than two of them.
fn sine(degrees: i32) -> i32 {
    let degrees = degrees.rem_euclid(360);
    if degrees >= 180 {
        return -sine(degrees - 180);
    }
    let product = degrees * (180 - degrees);
    4000 * product / (40_500 - product)
}

/// How far right of and below the centre a place on a circle lies, in the units of the radius;
/// angles in degrees go clockwise from the top.
pub fn place(degrees: i32, radius: i32) -> (i32, i32) {
    let part = |sine: i32| (sine * radius).div_euclid(1000);
    (part(sine(degrees)), -part(sine(degrees + 90)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_eighths() {
        assert_eq!(place(0, 200), (0, -200));
        assert_eq!(place(90, 200), (200, 0));
        assert_eq!(place(180, 200), (0, 200));
        assert_eq!(place(-90, 200), (-200, 0));
        // 200 · √½ is 141.4.
        let (right, down) = place(135, 200);
        assert!((140..=142).contains(&right) && (140..=142).contains(&down));
    }
}
