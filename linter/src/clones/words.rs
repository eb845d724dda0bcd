//! Words in names: opposites, and the members of a family such as `read_u32` and `read_u64`.

/// Pairs of words with opposite meaning, in names of functions that do the same in two directions. Sorted.
const OPPOSITES: [(&str, &str); 62] = [
    ("accept", "reject"),
    ("acquire", "release"),
    ("add", "remove"),
    ("add", "sub"),
    ("after", "before"),
    ("all", "any"),
    ("allow", "deny"),
    ("and", "or"),
    ("append", "prepend"),
    ("asc", "desc"),
    ("ascending", "descending"),
    ("attach", "detach"),
    ("back", "front"),
    ("backward", "forward"),
    ("backwards", "forwards"),
    ("beg", "end"),
    ("begin", "end"),
    ("bottom", "top"),
    ("close", "open"),
    ("column", "row"),
    ("decode", "encode"),
    ("decrement", "increment"),
    ("decrypt", "encrypt"),
    ("deny", "grant"),
    ("deserialize", "serialize"),
    ("disable", "enable"),
    ("down", "up"),
    ("end", "start"),
    ("exclude", "include"),
    ("excluded", "included"),
    ("export", "import"),
    ("false", "true"),
    ("first", "last"),
    ("forward", "reverse"),
    ("from", "into"),
    ("from", "to"),
    ("get", "set"),
    ("head", "tail"),
    ("height", "width"),
    ("high", "low"),
    ("horizontal", "vertical"),
    ("inbound", "outbound"),
    ("incoming", "outgoing"),
    ("input", "output"),
    ("insert", "remove"),
    ("join", "leave"),
    ("left", "right"),
    ("load", "save"),
    ("load", "store"),
    ("lower", "upper"),
    ("max", "min"),
    ("negative", "positive"),
    ("next", "prev"),
    ("next", "previous"),
    ("pop", "push"),
    ("prefix", "suffix"),
    ("read", "write"),
    ("receive", "send"),
    ("recv", "send"),
    ("remove", "set"),
    ("start", "stop"),
    ("with", "without"),
];

/// Prefixes that turn a word into its opposite: `compress` and `decompress`, `load` and `unload`.
const NEGATIONS: [&str; 5] = ["de", "dis", "in", "non", "un"];

/// Minimum length of a word that a prefix negates: `into` is not the opposite of `to`.
const SHORTEST_NEGATED: usize = 3;

/// Words for primitive types, widths and instruction sets, which a macro or a generic parameter could stand for.
const MEASURES: [&str; 39] = [
    "aarch64", "array", "avx", "avx2", "avx512", "bigint", "binary", "bool", "boolean", "byte", "bytes", "char", "date", "double",
    "duration", "f16", "f32", "f64", "float", "half", "i128", "i16", "i32", "i64", "i8", "int", "integer", "isize", "neon",
    "scalar", "sse", "sse2", "str", "string", "u128", "u16", "u32", "u64", "u8",
];

/// Words for what Rust can only write twice: access by `&` and `&mut`, functions that wait and functions that block.
const COLOURS: [&str; 5] = ["async", "blocking", "mut", "nonblocking", "sync"];

/// Whether two names differ, and only by words for what Rust can only write twice: `get` and `get_mut`, `open` and `open_sync`.
pub(super) fn are_twins(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let mut words = words(name);
        words.retain(|word| !COLOURS.contains(&&**word));
        words
    };
    one != other && plain(one) == plain(other)
}

/// Whether two names differ, and only by words of opposite meaning.
pub(super) fn are_opposites(one: &str, other: &str) -> bool {
    let mean_opposites = |one: &str, other: &str| {
        let is_negated = |one: &str, other: &str| {
            other.len() >= SHORTEST_NEGATED && NEGATIONS.iter().any(|negation| one.strip_prefix(negation) == Some(other))
        };
        OPPOSITES.binary_search(&(one.min(other), one.max(other))).is_ok() || is_negated(one, other) || is_negated(other, one)
    };
    differ_only_by(one, other, mean_opposites)
}

/// Whether two names differ, and only by numbers or by words for types of one sort.
pub(super) fn are_of_a_family(one: &str, other: &str) -> bool {
    let are_measures = |one: &str, other: &str| {
        let is_measure = |word: &str| MEASURES.binary_search(&word).is_ok();
        let stem = |word: &str| word.replace(|letter: char| letter.is_ascii_digit(), "");
        (is_measure(one) && is_measure(other)) || stem(one) == stem(other)
    };
    differ_only_by(one, other, are_measures)
}

/// Whether two names have the same number of words, some of them differ, and `is_so` holds for all of these.
fn differ_only_by(one: &str, other: &str, is_so: impl Fn(&str, &str) -> bool) -> bool {
    let (one, other) = (words(one), words(other));
    let mut differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    one.len() == other.len() && one != other && differing.all(|(one, other)| is_so(one, other))
}

/// The words of a name or path in lower case: `read`, `f`, `32`… are not told apart, so `Reader::read_f32` has three.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = '_';
    for letter in name.chars() {
        let begins = letter.is_uppercase() && !before.is_uppercase();
        if matches!(letter, '_' | ':') || begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !matches!(letter, '_' | ':')) {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_differ_by_words_that_mean_the_opposite() {
        assert!(are_opposites("encode_row", "decode_row"));
        assert!(are_opposites("max_depth", "min_depth"));
        assert!(are_opposites("lock", "unlock"));
        assert!(are_opposites("decompress_all", "compress_all"));
        assert!(!are_opposites("into_text", "to_text"));
        assert!(!are_opposites("encode", "encode"));
        assert!(!are_opposites("encode_row", "decode_column_of"));
        assert!(!are_opposites("encode_row", "decode_line"));
    }

    #[test]
    fn twins_differ_by_what_rust_can_only_write_twice() {
        assert!(are_twins("get", "get_mut"));
        assert!(are_twins("open_sync", "open"));
        assert!(are_twins("read_async", "read_blocking"));
        assert!(!are_twins("get_mut", "get_mut"));
        assert!(!are_twins("get", "get_all"));
    }

    #[test]
    fn families_differ_by_numbers_or_types() {
        assert!(are_of_a_family("read_u32", "read_u64"));
        assert!(are_of_a_family("radix8", "radix16"));
        assert!(are_of_a_family("F32Array::get", "F64Array::get"));
        assert!(are_of_a_family("as_float", "as_int"));
        assert!(!are_of_a_family("read_u32", "write_u64"));
        assert!(!are_of_a_family("read_u32", "read_u32"));
    }

    #[test]
    fn words_are_separated_by_underscores_paths_and_capitals() {
        assert_eq!(words("Reader::read_F32Array"), ["reader", "read", "f32", "array"]);
        assert_eq!(words("HTTP_id"), ["http", "id"]);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(OPPOSITES.iter().all(|(one, other)| one < other));
        assert!(OPPOSITES.is_sorted());
        assert!(MEASURES.is_sorted());
    }
}
