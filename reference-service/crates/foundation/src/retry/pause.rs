use std::time::Duration;

/// Waits for as long as somebody else said, as with `Retry-After`, or may take. Whoever tries again by themselves has
/// [`super::retry`].
pub async fn pause(time: Duration) {
    tokio::time::sleep(time).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn it_takes_as_long_as_was_said() {
        let begin = Instant::now();
        pause(Duration::from_secs(7)).await;
        assert_eq!(begin.elapsed(), Duration::from_secs(7));
    }
}
