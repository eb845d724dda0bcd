//! How much memory the process has, as far as its platform tells.

use std::fs;

/// Where Linux tells it.
const STATUS: &str = "/proc/self/status";

/// Bytes of the process that are in memory; `None` where nobody tells.
pub(crate) fn resident() -> Option<u64> {
    resident_in(&fs::read_to_string(STATUS).ok()?)
}

/// The line is `VmRSS:     5120 kB`.
fn resident_in(status: &str) -> Option<u64> {
    let told = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = told.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_told_as_bytes() {
        let status = "Name:\tbackend\nVmHWM:\t    9000 kB\nVmRSS:\t    5120 kB\n";
        assert_eq!(resident_in(status), Some(5120 * 1024));
        assert_eq!(resident_in("Name:\tbackend\n"), None);
        assert_eq!(resident_in("VmRSS:\tmuch\n"), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_has_some() {
        assert!(resident().is_some_and(|bytes| bytes > 100_000));
    }
}
