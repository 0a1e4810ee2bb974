//! How far a translation has come, and how far it must be.

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Machine,
    Draft,
    Translated,
    Revised,
    Medical,
    /// The claim is withdrawn; it beats every other of its pair.
    Revoked,
}

impl State {
    pub const ALL: [State; 6] =
        [State::Machine, State::Draft, State::Translated, State::Revised, State::Medical, State::Revoked];

    pub fn name(self) -> &'static str {
        match self {
            State::Machine => "machine",
            State::Draft => "draft",
            State::Translated => "translated",
            State::Revised => "revised",
            State::Medical => "medical",
            State::Revoked => "revoked",
        }
    }

    /// Reads a name as [`State::name`] gives it.
    pub fn parse(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The lowest states that are shown, and that a critical block should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minima {
    pub publish: State,
    pub critical: State,
}

impl Default for Minima {
    fn default() -> Minima {
        Minima { publish: State::Draft, critical: State::Translated }
    }
}
