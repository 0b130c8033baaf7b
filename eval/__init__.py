"""Questions with known answers (题集), pure scoring, and the reports on both."""
