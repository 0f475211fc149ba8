//! One reason with its number, and how many are below it.

use crate::law::Ground;
use crate::report::counted;
use crate::report::proof::grounds;

use super::{Reasons, TEXT};

impl Reasons<'_> {
    pub(super) fn item(&mut self, sentence: &str, because: &[Ground], here: &str) {
        if self.level > self.depth {
            self.below += 1;
            return;
        }
        self.tell_below();
        self.count += 1;
        self.page.gap();
        let number = self.count.to_string();
        self.page.hanging(2, &number, TEXT, sentence);
        self.quote(because);
        if !here.is_empty() {
            self.page
                .hanging(TEXT, "Here:", TEXT + 6, &format!("{here}."));
        }
    }

    /// The sentences behind a reason; what is quoted already, as of another element of a list, is not
    /// quoted again.
    fn quote(&mut self, because: &[Ground]) {
        if let Some(number) = self.told.quoted_at(because) {
            let told = format!("Quoted at {number}.");
            self.page.hanging(TEXT, "", TEXT, &told);
            return;
        }
        grounds::tell_at(&mut self.page, TEXT, self.law, because);
        self.told.quote(because, self.count);
    }

    /// How many reasons are below the last one told.
    pub(super) fn tell_below(&mut self) {
        if self.below > 0 {
            let told = counted(self.below, "more reason", "more reasons");
            self.page.gap();
            self.page.paragraph(2, &format!("… {told}"));
            self.below = 0;
        }
    }

    /// What is behind a reason, a level below it.
    pub(super) fn behind(&mut self, tell: impl FnOnce(&mut Self)) {
        self.level += 1;
        tell(self);
        self.level -= 1;
    }
}
