/// Millionths of a dollar as people read them: at least two places, no more than are needed.
pub(super) fn dollars(millionths: u64) -> String {
    const PER_DOLLAR: u64 = 1_000_000;
    let places = format!("{:06}", millionths % PER_DOLLAR);
    let needed = places.trim_end_matches('0').len().max(2);
    format!("{}.{} USD", millionths / PER_DOLLAR, &places[..needed])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_dollar_is_lost() {
        for (millionths, text) in [
            (0, "0.00 USD"),
            (1, "0.000001 USD"),
            (12_500_000, "12.50 USD"),
            (12_345_000, "12.345 USD"),
        ] {
            assert_eq!(dollars(millionths), text);
        }
    }
}
