//! Paths stay clean and relative references lead back.
#![no_main]

use handbook::vpath::{VPath, join, relative};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut parts = text.splitn(3, '\n');
    let mut next = || parts.next().unwrap_or_default();
    let (first, second, reference) = (next(), next(), next());
    for path in [first, second].map(VPath::parse).into_iter().flatten() {
        let clean = |segment: &str| !matches!(segment, "" | "." | "..") && !segment.contains(['\\', '\0']);
        assert!(path.as_str().split('/').all(clean), "{path}");
        assert_eq!(VPath::parse(path.as_str()), Ok(path.clone()));
        let _ = path.portable();
        let whole = path.stem() == path.file_name();
        assert!(whole || format!("{}.{}", path.stem(), path.extension()) == path.file_name(), "{path}");
        if let Ok(joined) = join(path.dir(), reference) {
            assert_eq!(VPath::parse(joined.as_str()), Ok(joined.clone()));
            assert_eq!(join(path.dir(), &relative(path.dir(), joined.as_str())), Ok(joined));
        }
    }
    if let (Ok(from), Ok(to)) = (VPath::parse(first), VPath::parse(second)) {
        assert_eq!(from.resolve(&from.relative(&to)), Ok(to));
    }
});
