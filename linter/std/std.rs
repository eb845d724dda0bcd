// The standard library as stubs. Made from the documentation of rustc 1.95.0 (59807616e 2026-04-14) by
// cargo run --manifest-path linter/std/make/Cargo.toml > linter/std/std.rs
impl<'a, T, const N: usize> crate::iter::IntoIterator for &'a [T; N] {
	type Item = &'a T;
	type IntoIter = crate::slice::Iter<'a, T>;
}
impl<'a, T, const N: usize> crate::iter::IntoIterator for &'a mut [T; N] {
	type Item = &'a mut T;
	type IntoIter = crate::slice::IterMut<'a, T>;
}
impl<T, I, const N: usize> crate::ops::Index<I> for [T; N] {
	type Output = <[T] as crate::ops::Index<I>>::Output;
}
impl<T, const N: usize> [T; N] {
	pub fn map<F, U>(self, f: F) -> [U; N] where F: crate::ops::FnMut(T) -> U {}
	pub fn as_slice(&self) -> &[T] {}
	pub fn as_mut_slice(&mut self) -> &mut [T] {}
	pub fn each_ref(&self) -> [&T; N] {}
	pub fn each_mut(&mut self) -> [&mut T; N] {}
}
impl<T, const N: usize> crate::clone::Clone for [T; N] {}
impl<T, const N: usize> crate::iter::IntoIterator for [T; N] {
	type Item = T;
	type IntoIter = crate::array::IntoIter<T, N>;
}
impl<T> crate::default::Default for [T; 0] {}
impl<T> crate::default::Default for [T; 10] {}
impl<T> crate::default::Default for [T; 11] {}
impl<T> crate::default::Default for [T; 12] {}
impl<T> crate::default::Default for [T; 13] {}
impl<T> crate::default::Default for [T; 14] {}
impl<T> crate::default::Default for [T; 15] {}
impl<T> crate::default::Default for [T; 16] {}
impl<T> crate::default::Default for [T; 17] {}
impl<T> crate::default::Default for [T; 18] {}
impl<T> crate::default::Default for [T; 19] {}
impl<T> crate::default::Default for [T; 1] {}
impl<T> crate::default::Default for [T; 20] {}
impl<T> crate::default::Default for [T; 21] {}
impl<T> crate::default::Default for [T; 22] {}
impl<T> crate::default::Default for [T; 23] {}
impl<T> crate::default::Default for [T; 24] {}
impl<T> crate::default::Default for [T; 25] {}
impl<T> crate::default::Default for [T; 26] {}
impl<T> crate::default::Default for [T; 27] {}
impl<T> crate::default::Default for [T; 28] {}
impl<T> crate::default::Default for [T; 29] {}
impl<T> crate::default::Default for [T; 2] {}
impl<T> crate::default::Default for [T; 30] {}
impl<T> crate::default::Default for [T; 31] {}
impl<T> crate::default::Default for [T; 32] {}
impl<T> crate::default::Default for [T; 3] {}
impl<T> crate::default::Default for [T; 4] {}
impl<T> crate::default::Default for [T; 5] {}
impl<T> crate::default::Default for [T; 6] {}
impl<T> crate::default::Default for [T; 7] {}
impl<T> crate::default::Default for [T; 8] {}
impl<T> crate::default::Default for [T; 9] {}
#[macro_export] macro_rules! assert { () => {}; }
#[macro_export] macro_rules! assert_eq { () => {}; }
#[macro_export] macro_rules! assert_ne { () => {}; }
impl bool {
	pub fn then_some<T>(self, t: T) -> crate::option::Option<T> {}
	pub fn then<T, F>(self, f: F) -> crate::option::Option<T> where F: crate::ops::FnOnce() -> T {}
}
impl crate::clone::Clone for bool {}
impl crate::default::Default for bool {}
impl crate::str::FromStr for bool {
	type Err = crate::str::ParseBoolError;
}
#[macro_export] macro_rules! cfg { () => {}; }
#[macro_export] macro_rules! cfg_select { () => {}; }
impl char {
	pub const MIN: char = ();
	pub const MAX: char = ();
	pub const MAX_LEN_UTF8: usize = ();
	pub const MAX_LEN_UTF16: usize = ();
	pub const REPLACEMENT_CHARACTER: char = ();
	pub const UNICODE_VERSION: (u8, u8, u8) = ();
	pub fn decode_utf16<I>(iter: I) -> crate::char::DecodeUtf16<<I as crate::iter::IntoIterator>::IntoIter> where I: crate::iter::IntoIterator<Item = u16> {}
	pub fn from_u32(i: u32) -> crate::option::Option<char> {}
	pub fn from_u32_unchecked(i: u32) -> char {}
	pub fn from_digit(num: u32, radix: u32) -> crate::option::Option<char> {}
	pub fn is_digit(self, radix: u32) -> bool {}
	pub fn to_digit(self, radix: u32) -> crate::option::Option<u32> {}
	pub fn escape_unicode(self) -> crate::char::EscapeUnicode {}
	pub fn escape_debug(self) -> crate::char::EscapeDebug {}
	pub fn escape_default(self) -> crate::char::EscapeDefault {}
	pub fn len_utf8(self) -> usize {}
	pub fn len_utf16(self) -> usize {}
	pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
	pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {}
	pub fn is_alphabetic(self) -> bool {}
	pub fn is_lowercase(self) -> bool {}
	pub fn is_uppercase(self) -> bool {}
	pub fn is_whitespace(self) -> bool {}
	pub fn is_alphanumeric(self) -> bool {}
	pub fn is_control(self) -> bool {}
	pub fn is_numeric(self) -> bool {}
	pub fn to_lowercase(self) -> crate::char::ToLowercase {}
	pub fn to_uppercase(self) -> crate::char::ToUppercase {}
	pub fn is_ascii(&self) -> bool {}
	pub fn to_ascii_uppercase(&self) -> char {}
	pub fn to_ascii_lowercase(&self) -> char {}
	pub fn eq_ignore_ascii_case(&self, other: &char) -> bool {}
	pub fn make_ascii_uppercase(&mut self) {}
	pub fn make_ascii_lowercase(&mut self) {}
	pub fn is_ascii_alphabetic(&self) -> bool {}
	pub fn is_ascii_uppercase(&self) -> bool {}
	pub fn is_ascii_lowercase(&self) -> bool {}
	pub fn is_ascii_alphanumeric(&self) -> bool {}
	pub fn is_ascii_digit(&self) -> bool {}
	pub fn is_ascii_hexdigit(&self) -> bool {}
	pub fn is_ascii_punctuation(&self) -> bool {}
	pub fn is_ascii_graphic(&self) -> bool {}
	pub fn is_ascii_whitespace(&self) -> bool {}
	pub fn is_ascii_control(&self) -> bool {}
}
impl crate::clone::Clone for char {}
impl crate::default::Default for char {}
impl crate::str::FromStr for char {
	type Err = crate::char::ParseCharError;
}
#[macro_export] macro_rules! column { () => {}; }
#[macro_export] macro_rules! compile_error { () => {}; }
#[macro_export] macro_rules! concat { () => {}; }
#[macro_export] macro_rules! dbg { () => {}; }
#[macro_export] macro_rules! debug_assert { () => {}; }
#[macro_export] macro_rules! debug_assert_eq { () => {}; }
#[macro_export] macro_rules! debug_assert_ne { () => {}; }
#[macro_export] macro_rules! env { () => {}; }
#[macro_export] macro_rules! eprint { () => {}; }
#[macro_export] macro_rules! eprintln { () => {}; }
impl crate::clone::Clone for f32 {}
impl crate::default::Default for f32 {}
impl crate::str::FromStr for f32 {
	type Err = crate::num::ParseFloatError;
}
impl f32 {
	pub fn floor(self) -> f32 {}
	pub fn ceil(self) -> f32 {}
	pub fn round(self) -> f32 {}
	pub fn round_ties_even(self) -> f32 {}
	pub fn trunc(self) -> f32 {}
	pub fn fract(self) -> f32 {}
	pub fn mul_add(self, a: f32, b: f32) -> f32 {}
	pub fn div_euclid(self, rhs: f32) -> f32 {}
	pub fn rem_euclid(self, rhs: f32) -> f32 {}
	pub fn powi(self, n: i32) -> f32 {}
	pub fn powf(self, n: f32) -> f32 {}
	pub fn sqrt(self) -> f32 {}
	pub fn exp(self) -> f32 {}
	pub fn exp2(self) -> f32 {}
	pub fn ln(self) -> f32 {}
	pub fn log(self, base: f32) -> f32 {}
	pub fn log2(self) -> f32 {}
	pub fn log10(self) -> f32 {}
	#[deprecated(since = "1.10.0", note = "you probably meant (self - other).abs(): this operation is (self - other).max(0.0) except that abs_sub also propagates NaNs (also known as fdimf in C). If you truly need the positive difference, consider using that expression or the C function fdimf, depending on how you wish to handle NaN (please consider filing an issue describing your use-case too).")]
	pub fn abs_sub(self, other: f32) -> f32 {}
	pub fn cbrt(self) -> f32 {}
	pub fn hypot(self, other: f32) -> f32 {}
	pub fn sin(self) -> f32 {}
	pub fn cos(self) -> f32 {}
	pub fn tan(self) -> f32 {}
	pub fn asin(self) -> f32 {}
	pub fn acos(self) -> f32 {}
	pub fn atan(self) -> f32 {}
	pub fn atan2(self, other: f32) -> f32 {}
	pub fn sin_cos(self) -> (f32, f32) {}
	pub fn exp_m1(self) -> f32 {}
	pub fn ln_1p(self) -> f32 {}
	pub fn sinh(self) -> f32 {}
	pub fn cosh(self) -> f32 {}
	pub fn tanh(self) -> f32 {}
	pub fn asinh(self) -> f32 {}
	pub fn acosh(self) -> f32 {}
	pub fn atanh(self) -> f32 {}
	pub const RADIX: u32 = ();
	pub const MANTISSA_DIGITS: u32 = ();
	pub const DIGITS: u32 = ();
	pub const EPSILON: f32 = ();
	pub const MIN: f32 = ();
	pub const MIN_POSITIVE: f32 = ();
	pub const MAX: f32 = ();
	pub const MIN_EXP: i32 = ();
	pub const MAX_EXP: i32 = ();
	pub const MIN_10_EXP: i32 = ();
	pub const MAX_10_EXP: i32 = ();
	pub const NAN: f32 = ();
	pub const INFINITY: f32 = ();
	pub const NEG_INFINITY: f32 = ();
	pub fn is_nan(self) -> bool {}
	pub fn is_infinite(self) -> bool {}
	pub fn is_finite(self) -> bool {}
	pub fn is_subnormal(self) -> bool {}
	pub fn is_normal(self) -> bool {}
	pub fn classify(self) -> crate::num::FpCategory {}
	pub fn is_sign_positive(self) -> bool {}
	pub fn is_sign_negative(self) -> bool {}
	pub fn next_up(self) -> f32 {}
	pub fn next_down(self) -> f32 {}
	pub fn recip(self) -> f32 {}
	pub fn to_degrees(self) -> f32 {}
	pub fn to_radians(self) -> f32 {}
	pub fn max(self, other: f32) -> f32 {}
	pub fn min(self, other: f32) -> f32 {}
	pub fn midpoint(self, other: f32) -> f32 {}
	pub fn to_int_unchecked<Int>(self) -> Int {}
	pub fn to_bits(self) -> u32 {}
	pub fn from_bits(v: u32) -> f32 {}
	pub fn to_be_bytes(self) -> [u8; 4] {}
	pub fn to_le_bytes(self) -> [u8; 4] {}
	pub fn to_ne_bytes(self) -> [u8; 4] {}
	pub fn from_be_bytes(bytes: [u8; 4]) -> f32 {}
	pub fn from_le_bytes(bytes: [u8; 4]) -> f32 {}
	pub fn from_ne_bytes(bytes: [u8; 4]) -> f32 {}
	pub fn total_cmp(&self, other: &f32) -> crate::cmp::Ordering {}
	pub fn clamp(self, min: f32, max: f32) -> f32 {}
	pub fn abs(self) -> f32 {}
	pub fn signum(self) -> f32 {}
	pub fn copysign(self, sign: f32) -> f32 {}
}
impl crate::clone::Clone for f64 {}
impl crate::default::Default for f64 {}
impl crate::str::FromStr for f64 {
	type Err = crate::num::ParseFloatError;
}
impl f64 {
	pub fn floor(self) -> f64 {}
	pub fn ceil(self) -> f64 {}
	pub fn round(self) -> f64 {}
	pub fn round_ties_even(self) -> f64 {}
	pub fn trunc(self) -> f64 {}
	pub fn fract(self) -> f64 {}
	pub fn mul_add(self, a: f64, b: f64) -> f64 {}
	pub fn div_euclid(self, rhs: f64) -> f64 {}
	pub fn rem_euclid(self, rhs: f64) -> f64 {}
	pub fn powi(self, n: i32) -> f64 {}
	pub fn powf(self, n: f64) -> f64 {}
	pub fn sqrt(self) -> f64 {}
	pub fn exp(self) -> f64 {}
	pub fn exp2(self) -> f64 {}
	pub fn ln(self) -> f64 {}
	pub fn log(self, base: f64) -> f64 {}
	pub fn log2(self) -> f64 {}
	pub fn log10(self) -> f64 {}
	#[deprecated(since = "1.10.0", note = "you probably meant (self - other).abs(): this operation is (self - other).max(0.0) except that abs_sub also propagates NaNs (also known as fdim in C). If you truly need the positive difference, consider using that expression or the C function fdim, depending on how you wish to handle NaN (please consider filing an issue describing your use-case too).")]
	pub fn abs_sub(self, other: f64) -> f64 {}
	pub fn cbrt(self) -> f64 {}
	pub fn hypot(self, other: f64) -> f64 {}
	pub fn sin(self) -> f64 {}
	pub fn cos(self) -> f64 {}
	pub fn tan(self) -> f64 {}
	pub fn asin(self) -> f64 {}
	pub fn acos(self) -> f64 {}
	pub fn atan(self) -> f64 {}
	pub fn atan2(self, other: f64) -> f64 {}
	pub fn sin_cos(self) -> (f64, f64) {}
	pub fn exp_m1(self) -> f64 {}
	pub fn ln_1p(self) -> f64 {}
	pub fn sinh(self) -> f64 {}
	pub fn cosh(self) -> f64 {}
	pub fn tanh(self) -> f64 {}
	pub fn asinh(self) -> f64 {}
	pub fn acosh(self) -> f64 {}
	pub fn atanh(self) -> f64 {}
	pub const RADIX: u32 = ();
	pub const MANTISSA_DIGITS: u32 = ();
	pub const DIGITS: u32 = ();
	pub const EPSILON: f64 = ();
	pub const MIN: f64 = ();
	pub const MIN_POSITIVE: f64 = ();
	pub const MAX: f64 = ();
	pub const MIN_EXP: i32 = ();
	pub const MAX_EXP: i32 = ();
	pub const MIN_10_EXP: i32 = ();
	pub const MAX_10_EXP: i32 = ();
	pub const NAN: f64 = ();
	pub const INFINITY: f64 = ();
	pub const NEG_INFINITY: f64 = ();
	pub fn is_nan(self) -> bool {}
	pub fn is_infinite(self) -> bool {}
	pub fn is_finite(self) -> bool {}
	pub fn is_subnormal(self) -> bool {}
	pub fn is_normal(self) -> bool {}
	pub fn classify(self) -> crate::num::FpCategory {}
	pub fn is_sign_positive(self) -> bool {}
	pub fn is_sign_negative(self) -> bool {}
	pub fn next_up(self) -> f64 {}
	pub fn next_down(self) -> f64 {}
	pub fn recip(self) -> f64 {}
	pub fn to_degrees(self) -> f64 {}
	pub fn to_radians(self) -> f64 {}
	pub fn max(self, other: f64) -> f64 {}
	pub fn min(self, other: f64) -> f64 {}
	pub fn midpoint(self, other: f64) -> f64 {}
	pub fn to_int_unchecked<Int>(self) -> Int {}
	pub fn to_bits(self) -> u64 {}
	pub fn from_bits(v: u64) -> f64 {}
	pub fn to_be_bytes(self) -> [u8; 8] {}
	pub fn to_le_bytes(self) -> [u8; 8] {}
	pub fn to_ne_bytes(self) -> [u8; 8] {}
	pub fn from_be_bytes(bytes: [u8; 8]) -> f64 {}
	pub fn from_le_bytes(bytes: [u8; 8]) -> f64 {}
	pub fn from_ne_bytes(bytes: [u8; 8]) -> f64 {}
	pub fn total_cmp(&self, other: &f64) -> crate::cmp::Ordering {}
	pub fn clamp(self, min: f64, max: f64) -> f64 {}
	pub fn abs(self) -> f64 {}
	pub fn signum(self) -> f64 {}
	pub fn copysign(self, sign: f64) -> f64 {}
}
#[macro_export] macro_rules! file { () => {}; }
#[macro_export] macro_rules! format { () => {}; }
#[macro_export] macro_rules! format_args { () => {}; }
impl crate::clone::Clone for i128 {}
impl crate::default::Default for i128 {}
impl crate::str::FromStr for i128 {
	type Err = crate::num::ParseIntError;
}
impl i128 {
	pub const MIN: i128 = ();
	pub const MAX: i128 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> u128 {}
	pub fn rotate_left(self, n: u32) -> i128 {}
	pub fn rotate_right(self, n: u32) -> i128 {}
	pub fn swap_bytes(self) -> i128 {}
	pub fn reverse_bits(self) -> i128 {}
	pub fn from_be(x: i128) -> i128 {}
	pub fn from_le(x: i128) -> i128 {}
	pub fn to_be(self) -> i128 {}
	pub fn to_le(self) -> i128 {}
	pub fn checked_add(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_add(self, rhs: i128) -> i128 {}
	pub fn unchecked_add(self, rhs: i128) -> i128 {}
	pub fn checked_add_unsigned(self, rhs: u128) -> crate::option::Option<i128> {}
	pub fn strict_add_unsigned(self, rhs: u128) -> i128 {}
	pub fn checked_sub(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_sub(self, rhs: i128) -> i128 {}
	pub fn unchecked_sub(self, rhs: i128) -> i128 {}
	pub fn checked_sub_unsigned(self, rhs: u128) -> crate::option::Option<i128> {}
	pub fn strict_sub_unsigned(self, rhs: u128) -> i128 {}
	pub fn checked_mul(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_mul(self, rhs: i128) -> i128 {}
	pub fn unchecked_mul(self, rhs: i128) -> i128 {}
	pub fn checked_div(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_div(self, rhs: i128) -> i128 {}
	pub fn checked_div_euclid(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_div_euclid(self, rhs: i128) -> i128 {}
	pub fn checked_rem(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_rem(self, rhs: i128) -> i128 {}
	pub fn checked_rem_euclid(self, rhs: i128) -> crate::option::Option<i128> {}
	pub fn strict_rem_euclid(self, rhs: i128) -> i128 {}
	pub fn checked_neg(self) -> crate::option::Option<i128> {}
	pub fn unchecked_neg(self) -> i128 {}
	pub fn strict_neg(self) -> i128 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<i128> {}
	pub fn strict_shl(self, rhs: u32) -> i128 {}
	pub fn unchecked_shl(self, rhs: u32) -> i128 {}
	pub fn unbounded_shl(self, rhs: u32) -> i128 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<i128> {}
	pub fn strict_shr(self, rhs: u32) -> i128 {}
	pub fn unchecked_shr(self, rhs: u32) -> i128 {}
	pub fn unbounded_shr(self, rhs: u32) -> i128 {}
	pub fn checked_abs(self) -> crate::option::Option<i128> {}
	pub fn strict_abs(self) -> i128 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<i128> {}
	pub fn strict_pow(self, exp: u32) -> i128 {}
	pub fn checked_isqrt(self) -> crate::option::Option<i128> {}
	pub fn saturating_add(self, rhs: i128) -> i128 {}
	pub fn saturating_add_unsigned(self, rhs: u128) -> i128 {}
	pub fn saturating_sub(self, rhs: i128) -> i128 {}
	pub fn saturating_sub_unsigned(self, rhs: u128) -> i128 {}
	pub fn saturating_neg(self) -> i128 {}
	pub fn saturating_abs(self) -> i128 {}
	pub fn saturating_mul(self, rhs: i128) -> i128 {}
	pub fn saturating_div(self, rhs: i128) -> i128 {}
	pub fn saturating_pow(self, exp: u32) -> i128 {}
	pub fn wrapping_add(self, rhs: i128) -> i128 {}
	pub fn wrapping_add_unsigned(self, rhs: u128) -> i128 {}
	pub fn wrapping_sub(self, rhs: i128) -> i128 {}
	pub fn wrapping_sub_unsigned(self, rhs: u128) -> i128 {}
	pub fn wrapping_mul(self, rhs: i128) -> i128 {}
	pub fn wrapping_div(self, rhs: i128) -> i128 {}
	pub fn wrapping_div_euclid(self, rhs: i128) -> i128 {}
	pub fn wrapping_rem(self, rhs: i128) -> i128 {}
	pub fn wrapping_rem_euclid(self, rhs: i128) -> i128 {}
	pub fn wrapping_neg(self) -> i128 {}
	pub fn wrapping_shl(self, rhs: u32) -> i128 {}
	pub fn wrapping_shr(self, rhs: u32) -> i128 {}
	pub fn wrapping_abs(self) -> i128 {}
	pub fn unsigned_abs(self) -> u128 {}
	pub fn wrapping_pow(self, exp: u32) -> i128 {}
	pub fn overflowing_add(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: u128) -> (i128, bool) {}
	pub fn overflowing_sub(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: u128) -> (i128, bool) {}
	pub fn overflowing_mul(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_div(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_div_euclid(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_rem(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: i128) -> (i128, bool) {}
	pub fn overflowing_neg(self) -> (i128, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (i128, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (i128, bool) {}
	pub fn overflowing_abs(self) -> (i128, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (i128, bool) {}
	pub fn pow(self, exp: u32) -> i128 {}
	pub fn isqrt(self) -> i128 {}
	pub fn div_euclid(self, rhs: i128) -> i128 {}
	pub fn rem_euclid(self, rhs: i128) -> i128 {}
	pub fn ilog(self, base: i128) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: i128) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> i128 {}
	pub fn abs_diff(self, other: i128) -> u128 {}
	pub fn signum(self) -> i128 {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 16] {}
	pub fn to_le_bytes(self) -> [u8; 16] {}
	pub fn to_ne_bytes(self) -> [u8; 16] {}
	pub fn from_be_bytes(bytes: [u8; 16]) -> i128 {}
	pub fn from_le_bytes(bytes: [u8; 16]) -> i128 {}
	pub fn from_ne_bytes(bytes: [u8; 16]) -> i128 {}
	pub fn min_value() -> i128 {}
	pub fn max_value() -> i128 {}
	pub fn midpoint(self, rhs: i128) -> i128 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<i128, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for i16 {}
impl crate::default::Default for i16 {}
impl crate::str::FromStr for i16 {
	type Err = crate::num::ParseIntError;
}
impl i16 {
	pub const MIN: i16 = ();
	pub const MAX: i16 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> u16 {}
	pub fn rotate_left(self, n: u32) -> i16 {}
	pub fn rotate_right(self, n: u32) -> i16 {}
	pub fn swap_bytes(self) -> i16 {}
	pub fn reverse_bits(self) -> i16 {}
	pub fn from_be(x: i16) -> i16 {}
	pub fn from_le(x: i16) -> i16 {}
	pub fn to_be(self) -> i16 {}
	pub fn to_le(self) -> i16 {}
	pub fn checked_add(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_add(self, rhs: i16) -> i16 {}
	pub fn unchecked_add(self, rhs: i16) -> i16 {}
	pub fn checked_add_unsigned(self, rhs: u16) -> crate::option::Option<i16> {}
	pub fn strict_add_unsigned(self, rhs: u16) -> i16 {}
	pub fn checked_sub(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_sub(self, rhs: i16) -> i16 {}
	pub fn unchecked_sub(self, rhs: i16) -> i16 {}
	pub fn checked_sub_unsigned(self, rhs: u16) -> crate::option::Option<i16> {}
	pub fn strict_sub_unsigned(self, rhs: u16) -> i16 {}
	pub fn checked_mul(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_mul(self, rhs: i16) -> i16 {}
	pub fn unchecked_mul(self, rhs: i16) -> i16 {}
	pub fn checked_div(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_div(self, rhs: i16) -> i16 {}
	pub fn checked_div_euclid(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_div_euclid(self, rhs: i16) -> i16 {}
	pub fn checked_rem(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_rem(self, rhs: i16) -> i16 {}
	pub fn checked_rem_euclid(self, rhs: i16) -> crate::option::Option<i16> {}
	pub fn strict_rem_euclid(self, rhs: i16) -> i16 {}
	pub fn checked_neg(self) -> crate::option::Option<i16> {}
	pub fn unchecked_neg(self) -> i16 {}
	pub fn strict_neg(self) -> i16 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<i16> {}
	pub fn strict_shl(self, rhs: u32) -> i16 {}
	pub fn unchecked_shl(self, rhs: u32) -> i16 {}
	pub fn unbounded_shl(self, rhs: u32) -> i16 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<i16> {}
	pub fn strict_shr(self, rhs: u32) -> i16 {}
	pub fn unchecked_shr(self, rhs: u32) -> i16 {}
	pub fn unbounded_shr(self, rhs: u32) -> i16 {}
	pub fn checked_abs(self) -> crate::option::Option<i16> {}
	pub fn strict_abs(self) -> i16 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<i16> {}
	pub fn strict_pow(self, exp: u32) -> i16 {}
	pub fn checked_isqrt(self) -> crate::option::Option<i16> {}
	pub fn saturating_add(self, rhs: i16) -> i16 {}
	pub fn saturating_add_unsigned(self, rhs: u16) -> i16 {}
	pub fn saturating_sub(self, rhs: i16) -> i16 {}
	pub fn saturating_sub_unsigned(self, rhs: u16) -> i16 {}
	pub fn saturating_neg(self) -> i16 {}
	pub fn saturating_abs(self) -> i16 {}
	pub fn saturating_mul(self, rhs: i16) -> i16 {}
	pub fn saturating_div(self, rhs: i16) -> i16 {}
	pub fn saturating_pow(self, exp: u32) -> i16 {}
	pub fn wrapping_add(self, rhs: i16) -> i16 {}
	pub fn wrapping_add_unsigned(self, rhs: u16) -> i16 {}
	pub fn wrapping_sub(self, rhs: i16) -> i16 {}
	pub fn wrapping_sub_unsigned(self, rhs: u16) -> i16 {}
	pub fn wrapping_mul(self, rhs: i16) -> i16 {}
	pub fn wrapping_div(self, rhs: i16) -> i16 {}
	pub fn wrapping_div_euclid(self, rhs: i16) -> i16 {}
	pub fn wrapping_rem(self, rhs: i16) -> i16 {}
	pub fn wrapping_rem_euclid(self, rhs: i16) -> i16 {}
	pub fn wrapping_neg(self) -> i16 {}
	pub fn wrapping_shl(self, rhs: u32) -> i16 {}
	pub fn wrapping_shr(self, rhs: u32) -> i16 {}
	pub fn wrapping_abs(self) -> i16 {}
	pub fn unsigned_abs(self) -> u16 {}
	pub fn wrapping_pow(self, exp: u32) -> i16 {}
	pub fn overflowing_add(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: u16) -> (i16, bool) {}
	pub fn overflowing_sub(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: u16) -> (i16, bool) {}
	pub fn overflowing_mul(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_div(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_div_euclid(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_rem(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: i16) -> (i16, bool) {}
	pub fn overflowing_neg(self) -> (i16, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (i16, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (i16, bool) {}
	pub fn overflowing_abs(self) -> (i16, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (i16, bool) {}
	pub fn pow(self, exp: u32) -> i16 {}
	pub fn isqrt(self) -> i16 {}
	pub fn div_euclid(self, rhs: i16) -> i16 {}
	pub fn rem_euclid(self, rhs: i16) -> i16 {}
	pub fn ilog(self, base: i16) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: i16) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> i16 {}
	pub fn abs_diff(self, other: i16) -> u16 {}
	pub fn signum(self) -> i16 {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 2] {}
	pub fn to_le_bytes(self) -> [u8; 2] {}
	pub fn to_ne_bytes(self) -> [u8; 2] {}
	pub fn from_be_bytes(bytes: [u8; 2]) -> i16 {}
	pub fn from_le_bytes(bytes: [u8; 2]) -> i16 {}
	pub fn from_ne_bytes(bytes: [u8; 2]) -> i16 {}
	pub fn min_value() -> i16 {}
	pub fn max_value() -> i16 {}
	pub fn midpoint(self, rhs: i16) -> i16 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<i16, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for i32 {}
impl crate::default::Default for i32 {}
impl crate::str::FromStr for i32 {
	type Err = crate::num::ParseIntError;
}
impl i32 {
	pub const MIN: i32 = ();
	pub const MAX: i32 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> u32 {}
	pub fn rotate_left(self, n: u32) -> i32 {}
	pub fn rotate_right(self, n: u32) -> i32 {}
	pub fn swap_bytes(self) -> i32 {}
	pub fn reverse_bits(self) -> i32 {}
	pub fn from_be(x: i32) -> i32 {}
	pub fn from_le(x: i32) -> i32 {}
	pub fn to_be(self) -> i32 {}
	pub fn to_le(self) -> i32 {}
	pub fn checked_add(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_add(self, rhs: i32) -> i32 {}
	pub fn unchecked_add(self, rhs: i32) -> i32 {}
	pub fn checked_add_unsigned(self, rhs: u32) -> crate::option::Option<i32> {}
	pub fn strict_add_unsigned(self, rhs: u32) -> i32 {}
	pub fn checked_sub(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_sub(self, rhs: i32) -> i32 {}
	pub fn unchecked_sub(self, rhs: i32) -> i32 {}
	pub fn checked_sub_unsigned(self, rhs: u32) -> crate::option::Option<i32> {}
	pub fn strict_sub_unsigned(self, rhs: u32) -> i32 {}
	pub fn checked_mul(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_mul(self, rhs: i32) -> i32 {}
	pub fn unchecked_mul(self, rhs: i32) -> i32 {}
	pub fn checked_div(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_div(self, rhs: i32) -> i32 {}
	pub fn checked_div_euclid(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_div_euclid(self, rhs: i32) -> i32 {}
	pub fn checked_rem(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_rem(self, rhs: i32) -> i32 {}
	pub fn checked_rem_euclid(self, rhs: i32) -> crate::option::Option<i32> {}
	pub fn strict_rem_euclid(self, rhs: i32) -> i32 {}
	pub fn checked_neg(self) -> crate::option::Option<i32> {}
	pub fn unchecked_neg(self) -> i32 {}
	pub fn strict_neg(self) -> i32 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<i32> {}
	pub fn strict_shl(self, rhs: u32) -> i32 {}
	pub fn unchecked_shl(self, rhs: u32) -> i32 {}
	pub fn unbounded_shl(self, rhs: u32) -> i32 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<i32> {}
	pub fn strict_shr(self, rhs: u32) -> i32 {}
	pub fn unchecked_shr(self, rhs: u32) -> i32 {}
	pub fn unbounded_shr(self, rhs: u32) -> i32 {}
	pub fn checked_abs(self) -> crate::option::Option<i32> {}
	pub fn strict_abs(self) -> i32 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<i32> {}
	pub fn strict_pow(self, exp: u32) -> i32 {}
	pub fn checked_isqrt(self) -> crate::option::Option<i32> {}
	pub fn saturating_add(self, rhs: i32) -> i32 {}
	pub fn saturating_add_unsigned(self, rhs: u32) -> i32 {}
	pub fn saturating_sub(self, rhs: i32) -> i32 {}
	pub fn saturating_sub_unsigned(self, rhs: u32) -> i32 {}
	pub fn saturating_neg(self) -> i32 {}
	pub fn saturating_abs(self) -> i32 {}
	pub fn saturating_mul(self, rhs: i32) -> i32 {}
	pub fn saturating_div(self, rhs: i32) -> i32 {}
	pub fn saturating_pow(self, exp: u32) -> i32 {}
	pub fn wrapping_add(self, rhs: i32) -> i32 {}
	pub fn wrapping_add_unsigned(self, rhs: u32) -> i32 {}
	pub fn wrapping_sub(self, rhs: i32) -> i32 {}
	pub fn wrapping_sub_unsigned(self, rhs: u32) -> i32 {}
	pub fn wrapping_mul(self, rhs: i32) -> i32 {}
	pub fn wrapping_div(self, rhs: i32) -> i32 {}
	pub fn wrapping_div_euclid(self, rhs: i32) -> i32 {}
	pub fn wrapping_rem(self, rhs: i32) -> i32 {}
	pub fn wrapping_rem_euclid(self, rhs: i32) -> i32 {}
	pub fn wrapping_neg(self) -> i32 {}
	pub fn wrapping_shl(self, rhs: u32) -> i32 {}
	pub fn wrapping_shr(self, rhs: u32) -> i32 {}
	pub fn wrapping_abs(self) -> i32 {}
	pub fn unsigned_abs(self) -> u32 {}
	pub fn wrapping_pow(self, exp: u32) -> i32 {}
	pub fn overflowing_add(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: u32) -> (i32, bool) {}
	pub fn overflowing_sub(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: u32) -> (i32, bool) {}
	pub fn overflowing_mul(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_div(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_div_euclid(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_rem(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: i32) -> (i32, bool) {}
	pub fn overflowing_neg(self) -> (i32, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (i32, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (i32, bool) {}
	pub fn overflowing_abs(self) -> (i32, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (i32, bool) {}
	pub fn pow(self, exp: u32) -> i32 {}
	pub fn isqrt(self) -> i32 {}
	pub fn div_euclid(self, rhs: i32) -> i32 {}
	pub fn rem_euclid(self, rhs: i32) -> i32 {}
	pub fn ilog(self, base: i32) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: i32) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> i32 {}
	pub fn abs_diff(self, other: i32) -> u32 {}
	pub fn signum(self) -> i32 {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 4] {}
	pub fn to_le_bytes(self) -> [u8; 4] {}
	pub fn to_ne_bytes(self) -> [u8; 4] {}
	pub fn from_be_bytes(bytes: [u8; 4]) -> i32 {}
	pub fn from_le_bytes(bytes: [u8; 4]) -> i32 {}
	pub fn from_ne_bytes(bytes: [u8; 4]) -> i32 {}
	pub fn min_value() -> i32 {}
	pub fn max_value() -> i32 {}
	pub fn midpoint(self, rhs: i32) -> i32 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<i32, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for i64 {}
impl crate::default::Default for i64 {}
impl crate::str::FromStr for i64 {
	type Err = crate::num::ParseIntError;
}
impl i64 {
	pub const MIN: i64 = ();
	pub const MAX: i64 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> u64 {}
	pub fn rotate_left(self, n: u32) -> i64 {}
	pub fn rotate_right(self, n: u32) -> i64 {}
	pub fn swap_bytes(self) -> i64 {}
	pub fn reverse_bits(self) -> i64 {}
	pub fn from_be(x: i64) -> i64 {}
	pub fn from_le(x: i64) -> i64 {}
	pub fn to_be(self) -> i64 {}
	pub fn to_le(self) -> i64 {}
	pub fn checked_add(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_add(self, rhs: i64) -> i64 {}
	pub fn unchecked_add(self, rhs: i64) -> i64 {}
	pub fn checked_add_unsigned(self, rhs: u64) -> crate::option::Option<i64> {}
	pub fn strict_add_unsigned(self, rhs: u64) -> i64 {}
	pub fn checked_sub(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_sub(self, rhs: i64) -> i64 {}
	pub fn unchecked_sub(self, rhs: i64) -> i64 {}
	pub fn checked_sub_unsigned(self, rhs: u64) -> crate::option::Option<i64> {}
	pub fn strict_sub_unsigned(self, rhs: u64) -> i64 {}
	pub fn checked_mul(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_mul(self, rhs: i64) -> i64 {}
	pub fn unchecked_mul(self, rhs: i64) -> i64 {}
	pub fn checked_div(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_div(self, rhs: i64) -> i64 {}
	pub fn checked_div_euclid(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_div_euclid(self, rhs: i64) -> i64 {}
	pub fn checked_rem(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_rem(self, rhs: i64) -> i64 {}
	pub fn checked_rem_euclid(self, rhs: i64) -> crate::option::Option<i64> {}
	pub fn strict_rem_euclid(self, rhs: i64) -> i64 {}
	pub fn checked_neg(self) -> crate::option::Option<i64> {}
	pub fn unchecked_neg(self) -> i64 {}
	pub fn strict_neg(self) -> i64 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<i64> {}
	pub fn strict_shl(self, rhs: u32) -> i64 {}
	pub fn unchecked_shl(self, rhs: u32) -> i64 {}
	pub fn unbounded_shl(self, rhs: u32) -> i64 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<i64> {}
	pub fn strict_shr(self, rhs: u32) -> i64 {}
	pub fn unchecked_shr(self, rhs: u32) -> i64 {}
	pub fn unbounded_shr(self, rhs: u32) -> i64 {}
	pub fn checked_abs(self) -> crate::option::Option<i64> {}
	pub fn strict_abs(self) -> i64 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<i64> {}
	pub fn strict_pow(self, exp: u32) -> i64 {}
	pub fn checked_isqrt(self) -> crate::option::Option<i64> {}
	pub fn saturating_add(self, rhs: i64) -> i64 {}
	pub fn saturating_add_unsigned(self, rhs: u64) -> i64 {}
	pub fn saturating_sub(self, rhs: i64) -> i64 {}
	pub fn saturating_sub_unsigned(self, rhs: u64) -> i64 {}
	pub fn saturating_neg(self) -> i64 {}
	pub fn saturating_abs(self) -> i64 {}
	pub fn saturating_mul(self, rhs: i64) -> i64 {}
	pub fn saturating_div(self, rhs: i64) -> i64 {}
	pub fn saturating_pow(self, exp: u32) -> i64 {}
	pub fn wrapping_add(self, rhs: i64) -> i64 {}
	pub fn wrapping_add_unsigned(self, rhs: u64) -> i64 {}
	pub fn wrapping_sub(self, rhs: i64) -> i64 {}
	pub fn wrapping_sub_unsigned(self, rhs: u64) -> i64 {}
	pub fn wrapping_mul(self, rhs: i64) -> i64 {}
	pub fn wrapping_div(self, rhs: i64) -> i64 {}
	pub fn wrapping_div_euclid(self, rhs: i64) -> i64 {}
	pub fn wrapping_rem(self, rhs: i64) -> i64 {}
	pub fn wrapping_rem_euclid(self, rhs: i64) -> i64 {}
	pub fn wrapping_neg(self) -> i64 {}
	pub fn wrapping_shl(self, rhs: u32) -> i64 {}
	pub fn wrapping_shr(self, rhs: u32) -> i64 {}
	pub fn wrapping_abs(self) -> i64 {}
	pub fn unsigned_abs(self) -> u64 {}
	pub fn wrapping_pow(self, exp: u32) -> i64 {}
	pub fn overflowing_add(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: u64) -> (i64, bool) {}
	pub fn overflowing_sub(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: u64) -> (i64, bool) {}
	pub fn overflowing_mul(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_div(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_div_euclid(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_rem(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: i64) -> (i64, bool) {}
	pub fn overflowing_neg(self) -> (i64, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (i64, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (i64, bool) {}
	pub fn overflowing_abs(self) -> (i64, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (i64, bool) {}
	pub fn pow(self, exp: u32) -> i64 {}
	pub fn isqrt(self) -> i64 {}
	pub fn div_euclid(self, rhs: i64) -> i64 {}
	pub fn rem_euclid(self, rhs: i64) -> i64 {}
	pub fn ilog(self, base: i64) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: i64) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> i64 {}
	pub fn abs_diff(self, other: i64) -> u64 {}
	pub fn signum(self) -> i64 {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 8] {}
	pub fn to_le_bytes(self) -> [u8; 8] {}
	pub fn to_ne_bytes(self) -> [u8; 8] {}
	pub fn from_be_bytes(bytes: [u8; 8]) -> i64 {}
	pub fn from_le_bytes(bytes: [u8; 8]) -> i64 {}
	pub fn from_ne_bytes(bytes: [u8; 8]) -> i64 {}
	pub fn min_value() -> i64 {}
	pub fn max_value() -> i64 {}
	pub fn midpoint(self, rhs: i64) -> i64 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<i64, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for i8 {}
impl crate::default::Default for i8 {}
impl crate::str::FromStr for i8 {
	type Err = crate::num::ParseIntError;
}
impl i8 {
	pub const MIN: i8 = ();
	pub const MAX: i8 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> u8 {}
	pub fn rotate_left(self, n: u32) -> i8 {}
	pub fn rotate_right(self, n: u32) -> i8 {}
	pub fn swap_bytes(self) -> i8 {}
	pub fn reverse_bits(self) -> i8 {}
	pub fn from_be(x: i8) -> i8 {}
	pub fn from_le(x: i8) -> i8 {}
	pub fn to_be(self) -> i8 {}
	pub fn to_le(self) -> i8 {}
	pub fn checked_add(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_add(self, rhs: i8) -> i8 {}
	pub fn unchecked_add(self, rhs: i8) -> i8 {}
	pub fn checked_add_unsigned(self, rhs: u8) -> crate::option::Option<i8> {}
	pub fn strict_add_unsigned(self, rhs: u8) -> i8 {}
	pub fn checked_sub(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_sub(self, rhs: i8) -> i8 {}
	pub fn unchecked_sub(self, rhs: i8) -> i8 {}
	pub fn checked_sub_unsigned(self, rhs: u8) -> crate::option::Option<i8> {}
	pub fn strict_sub_unsigned(self, rhs: u8) -> i8 {}
	pub fn checked_mul(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_mul(self, rhs: i8) -> i8 {}
	pub fn unchecked_mul(self, rhs: i8) -> i8 {}
	pub fn checked_div(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_div(self, rhs: i8) -> i8 {}
	pub fn checked_div_euclid(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_div_euclid(self, rhs: i8) -> i8 {}
	pub fn checked_rem(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_rem(self, rhs: i8) -> i8 {}
	pub fn checked_rem_euclid(self, rhs: i8) -> crate::option::Option<i8> {}
	pub fn strict_rem_euclid(self, rhs: i8) -> i8 {}
	pub fn checked_neg(self) -> crate::option::Option<i8> {}
	pub fn unchecked_neg(self) -> i8 {}
	pub fn strict_neg(self) -> i8 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<i8> {}
	pub fn strict_shl(self, rhs: u32) -> i8 {}
	pub fn unchecked_shl(self, rhs: u32) -> i8 {}
	pub fn unbounded_shl(self, rhs: u32) -> i8 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<i8> {}
	pub fn strict_shr(self, rhs: u32) -> i8 {}
	pub fn unchecked_shr(self, rhs: u32) -> i8 {}
	pub fn unbounded_shr(self, rhs: u32) -> i8 {}
	pub fn checked_abs(self) -> crate::option::Option<i8> {}
	pub fn strict_abs(self) -> i8 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<i8> {}
	pub fn strict_pow(self, exp: u32) -> i8 {}
	pub fn checked_isqrt(self) -> crate::option::Option<i8> {}
	pub fn saturating_add(self, rhs: i8) -> i8 {}
	pub fn saturating_add_unsigned(self, rhs: u8) -> i8 {}
	pub fn saturating_sub(self, rhs: i8) -> i8 {}
	pub fn saturating_sub_unsigned(self, rhs: u8) -> i8 {}
	pub fn saturating_neg(self) -> i8 {}
	pub fn saturating_abs(self) -> i8 {}
	pub fn saturating_mul(self, rhs: i8) -> i8 {}
	pub fn saturating_div(self, rhs: i8) -> i8 {}
	pub fn saturating_pow(self, exp: u32) -> i8 {}
	pub fn wrapping_add(self, rhs: i8) -> i8 {}
	pub fn wrapping_add_unsigned(self, rhs: u8) -> i8 {}
	pub fn wrapping_sub(self, rhs: i8) -> i8 {}
	pub fn wrapping_sub_unsigned(self, rhs: u8) -> i8 {}
	pub fn wrapping_mul(self, rhs: i8) -> i8 {}
	pub fn wrapping_div(self, rhs: i8) -> i8 {}
	pub fn wrapping_div_euclid(self, rhs: i8) -> i8 {}
	pub fn wrapping_rem(self, rhs: i8) -> i8 {}
	pub fn wrapping_rem_euclid(self, rhs: i8) -> i8 {}
	pub fn wrapping_neg(self) -> i8 {}
	pub fn wrapping_shl(self, rhs: u32) -> i8 {}
	pub fn wrapping_shr(self, rhs: u32) -> i8 {}
	pub fn wrapping_abs(self) -> i8 {}
	pub fn unsigned_abs(self) -> u8 {}
	pub fn wrapping_pow(self, exp: u32) -> i8 {}
	pub fn overflowing_add(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: u8) -> (i8, bool) {}
	pub fn overflowing_sub(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: u8) -> (i8, bool) {}
	pub fn overflowing_mul(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_div(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_div_euclid(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_rem(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: i8) -> (i8, bool) {}
	pub fn overflowing_neg(self) -> (i8, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (i8, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (i8, bool) {}
	pub fn overflowing_abs(self) -> (i8, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (i8, bool) {}
	pub fn pow(self, exp: u32) -> i8 {}
	pub fn isqrt(self) -> i8 {}
	pub fn div_euclid(self, rhs: i8) -> i8 {}
	pub fn rem_euclid(self, rhs: i8) -> i8 {}
	pub fn ilog(self, base: i8) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: i8) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> i8 {}
	pub fn abs_diff(self, other: i8) -> u8 {}
	pub fn signum(self) -> i8 {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 1] {}
	pub fn to_le_bytes(self) -> [u8; 1] {}
	pub fn to_ne_bytes(self) -> [u8; 1] {}
	pub fn from_be_bytes(bytes: [u8; 1]) -> i8 {}
	pub fn from_le_bytes(bytes: [u8; 1]) -> i8 {}
	pub fn from_ne_bytes(bytes: [u8; 1]) -> i8 {}
	pub fn min_value() -> i8 {}
	pub fn max_value() -> i8 {}
	pub fn midpoint(self, rhs: i8) -> i8 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<i8, crate::num::ParseIntError> {}
}
#[macro_export] macro_rules! include { () => {}; }
#[macro_export] macro_rules! include_bytes { () => {}; }
#[macro_export] macro_rules! include_str { () => {}; }
#[macro_export] macro_rules! is_x86_feature_detected { () => {}; }
impl crate::clone::Clone for isize {}
impl crate::default::Default for isize {}
impl crate::str::FromStr for isize {
	type Err = crate::num::ParseIntError;
}
impl isize {
	pub const MIN: isize = ();
	pub const MAX: isize = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_unsigned(self) -> usize {}
	pub fn rotate_left(self, n: u32) -> isize {}
	pub fn rotate_right(self, n: u32) -> isize {}
	pub fn swap_bytes(self) -> isize {}
	pub fn reverse_bits(self) -> isize {}
	pub fn from_be(x: isize) -> isize {}
	pub fn from_le(x: isize) -> isize {}
	pub fn to_be(self) -> isize {}
	pub fn to_le(self) -> isize {}
	pub fn checked_add(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_add(self, rhs: isize) -> isize {}
	pub fn unchecked_add(self, rhs: isize) -> isize {}
	pub fn checked_add_unsigned(self, rhs: usize) -> crate::option::Option<isize> {}
	pub fn strict_add_unsigned(self, rhs: usize) -> isize {}
	pub fn checked_sub(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_sub(self, rhs: isize) -> isize {}
	pub fn unchecked_sub(self, rhs: isize) -> isize {}
	pub fn checked_sub_unsigned(self, rhs: usize) -> crate::option::Option<isize> {}
	pub fn strict_sub_unsigned(self, rhs: usize) -> isize {}
	pub fn checked_mul(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_mul(self, rhs: isize) -> isize {}
	pub fn unchecked_mul(self, rhs: isize) -> isize {}
	pub fn checked_div(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_div(self, rhs: isize) -> isize {}
	pub fn checked_div_euclid(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_div_euclid(self, rhs: isize) -> isize {}
	pub fn checked_rem(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_rem(self, rhs: isize) -> isize {}
	pub fn checked_rem_euclid(self, rhs: isize) -> crate::option::Option<isize> {}
	pub fn strict_rem_euclid(self, rhs: isize) -> isize {}
	pub fn checked_neg(self) -> crate::option::Option<isize> {}
	pub fn unchecked_neg(self) -> isize {}
	pub fn strict_neg(self) -> isize {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<isize> {}
	pub fn strict_shl(self, rhs: u32) -> isize {}
	pub fn unchecked_shl(self, rhs: u32) -> isize {}
	pub fn unbounded_shl(self, rhs: u32) -> isize {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<isize> {}
	pub fn strict_shr(self, rhs: u32) -> isize {}
	pub fn unchecked_shr(self, rhs: u32) -> isize {}
	pub fn unbounded_shr(self, rhs: u32) -> isize {}
	pub fn checked_abs(self) -> crate::option::Option<isize> {}
	pub fn strict_abs(self) -> isize {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<isize> {}
	pub fn strict_pow(self, exp: u32) -> isize {}
	pub fn checked_isqrt(self) -> crate::option::Option<isize> {}
	pub fn saturating_add(self, rhs: isize) -> isize {}
	pub fn saturating_add_unsigned(self, rhs: usize) -> isize {}
	pub fn saturating_sub(self, rhs: isize) -> isize {}
	pub fn saturating_sub_unsigned(self, rhs: usize) -> isize {}
	pub fn saturating_neg(self) -> isize {}
	pub fn saturating_abs(self) -> isize {}
	pub fn saturating_mul(self, rhs: isize) -> isize {}
	pub fn saturating_div(self, rhs: isize) -> isize {}
	pub fn saturating_pow(self, exp: u32) -> isize {}
	pub fn wrapping_add(self, rhs: isize) -> isize {}
	pub fn wrapping_add_unsigned(self, rhs: usize) -> isize {}
	pub fn wrapping_sub(self, rhs: isize) -> isize {}
	pub fn wrapping_sub_unsigned(self, rhs: usize) -> isize {}
	pub fn wrapping_mul(self, rhs: isize) -> isize {}
	pub fn wrapping_div(self, rhs: isize) -> isize {}
	pub fn wrapping_div_euclid(self, rhs: isize) -> isize {}
	pub fn wrapping_rem(self, rhs: isize) -> isize {}
	pub fn wrapping_rem_euclid(self, rhs: isize) -> isize {}
	pub fn wrapping_neg(self) -> isize {}
	pub fn wrapping_shl(self, rhs: u32) -> isize {}
	pub fn wrapping_shr(self, rhs: u32) -> isize {}
	pub fn wrapping_abs(self) -> isize {}
	pub fn unsigned_abs(self) -> usize {}
	pub fn wrapping_pow(self, exp: u32) -> isize {}
	pub fn overflowing_add(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_add_unsigned(self, rhs: usize) -> (isize, bool) {}
	pub fn overflowing_sub(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_sub_unsigned(self, rhs: usize) -> (isize, bool) {}
	pub fn overflowing_mul(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_div(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_div_euclid(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_rem(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: isize) -> (isize, bool) {}
	pub fn overflowing_neg(self) -> (isize, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (isize, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (isize, bool) {}
	pub fn overflowing_abs(self) -> (isize, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (isize, bool) {}
	pub fn pow(self, exp: u32) -> isize {}
	pub fn isqrt(self) -> isize {}
	pub fn div_euclid(self, rhs: isize) -> isize {}
	pub fn rem_euclid(self, rhs: isize) -> isize {}
	pub fn ilog(self, base: isize) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: isize) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn abs(self) -> isize {}
	pub fn abs_diff(self, other: isize) -> usize {}
	pub fn signum(self) -> isize {}
	pub fn is_positive(self) -> bool {}
	pub fn is_negative(self) -> bool {}
	pub fn to_be_bytes(self) -> [u8; 8] {}
	pub fn to_le_bytes(self) -> [u8; 8] {}
	pub fn to_ne_bytes(self) -> [u8; 8] {}
	pub fn from_be_bytes(bytes: [u8; 8]) -> isize {}
	pub fn from_le_bytes(bytes: [u8; 8]) -> isize {}
	pub fn from_ne_bytes(bytes: [u8; 8]) -> isize {}
	pub fn min_value() -> isize {}
	pub fn max_value() -> isize {}
	pub fn midpoint(self, rhs: isize) -> isize {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<isize, crate::num::ParseIntError> {}
}
#[macro_export] macro_rules! line { () => {}; }
#[macro_export] macro_rules! matches { () => {}; }
#[macro_export] macro_rules! module_path { () => {}; }
#[macro_export] macro_rules! option_env { () => {}; }
#[macro_export] macro_rules! panic { () => {}; }
impl<T> *const T {
	pub fn is_null(self) -> bool {}
	pub fn cast<U>(self) -> *const U {}
	pub fn cast_mut(self) -> *mut T {}
	pub fn addr(self) -> usize {}
	pub fn expose_provenance(self) -> usize {}
	pub fn with_addr(self, addr: usize) -> *const T {}
	pub fn map_addr(self, f: impl crate::ops::FnOnce(usize) -> usize) -> *const T {}
	pub fn as_ref<'a>(self) -> crate::option::Option<&'a T> {}
	pub fn as_ref_unchecked<'a>(self) -> &'a T {}
	pub fn offset(self, count: isize) -> *const T {}
	pub fn byte_offset(self, count: isize) -> *const T {}
	pub fn wrapping_offset(self, count: isize) -> *const T {}
	pub fn wrapping_byte_offset(self, count: isize) -> *const T {}
	pub fn offset_from(self, origin: *const T) -> isize {}
	pub fn byte_offset_from<U>(self, origin: *const U) -> isize {}
	pub fn offset_from_unsigned(self, origin: *const T) -> usize {}
	pub fn byte_offset_from_unsigned<U>(self, origin: *const U) -> usize {}
	pub fn add(self, count: usize) -> *const T {}
	pub fn byte_add(self, count: usize) -> *const T {}
	pub fn sub(self, count: usize) -> *const T {}
	pub fn byte_sub(self, count: usize) -> *const T {}
	pub fn wrapping_add(self, count: usize) -> *const T {}
	pub fn wrapping_byte_add(self, count: usize) -> *const T {}
	pub fn wrapping_sub(self, count: usize) -> *const T {}
	pub fn wrapping_byte_sub(self, count: usize) -> *const T {}
	pub fn read(self) -> T {}
	pub fn read_volatile(self) -> T {}
	pub fn read_unaligned(self) -> T {}
	pub fn copy_to(self, dest: *mut T, count: usize) {}
	pub fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {}
	pub fn align_offset(self, align: usize) -> usize {}
	pub fn is_aligned(self) -> bool {}
}
impl<T> *const [T] {
	pub fn len(self) -> usize {}
	pub fn is_empty(self) -> bool {}
	pub fn as_array<const N: usize>(self) -> crate::option::Option<*const [T; N]> {}
}
impl<T> *mut T {
	pub fn is_null(self) -> bool {}
	pub fn cast<U>(self) -> *mut U {}
	pub fn cast_const(self) -> *const T {}
	pub fn addr(self) -> usize {}
	pub fn expose_provenance(self) -> usize {}
	pub fn with_addr(self, addr: usize) -> *mut T {}
	pub fn map_addr(self, f: impl crate::ops::FnOnce(usize) -> usize) -> *mut T {}
	pub fn as_ref<'a>(self) -> crate::option::Option<&'a T> {}
	pub fn as_ref_unchecked<'a>(self) -> &'a T {}
	pub fn offset(self, count: isize) -> *mut T {}
	pub fn byte_offset(self, count: isize) -> *mut T {}
	pub fn wrapping_offset(self, count: isize) -> *mut T {}
	pub fn wrapping_byte_offset(self, count: isize) -> *mut T {}
	pub fn as_mut<'a>(self) -> crate::option::Option<&'a mut T> {}
	pub fn as_mut_unchecked<'a>(self) -> &'a mut T {}
	pub fn offset_from(self, origin: *const T) -> isize {}
	pub fn byte_offset_from<U>(self, origin: *const U) -> isize {}
	pub fn offset_from_unsigned(self, origin: *const T) -> usize {}
	pub fn byte_offset_from_unsigned<U>(self, origin: *mut U) -> usize {}
	pub fn add(self, count: usize) -> *mut T {}
	pub fn byte_add(self, count: usize) -> *mut T {}
	pub fn sub(self, count: usize) -> *mut T {}
	pub fn byte_sub(self, count: usize) -> *mut T {}
	pub fn wrapping_add(self, count: usize) -> *mut T {}
	pub fn wrapping_byte_add(self, count: usize) -> *mut T {}
	pub fn wrapping_sub(self, count: usize) -> *mut T {}
	pub fn wrapping_byte_sub(self, count: usize) -> *mut T {}
	pub fn read(self) -> T {}
	pub fn read_volatile(self) -> T {}
	pub fn read_unaligned(self) -> T {}
	pub fn copy_to(self, dest: *mut T, count: usize) {}
	pub fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {}
	pub fn copy_from(self, src: *const T, count: usize) {}
	pub fn copy_from_nonoverlapping(self, src: *const T, count: usize) {}
	pub fn drop_in_place(self) {}
	pub fn write(self, val: T) {}
	pub fn write_bytes(self, val: u8, count: usize) {}
	pub fn write_volatile(self, val: T) {}
	pub fn write_unaligned(self, val: T) {}
	pub fn replace(self, src: T) -> T {}
	pub fn swap(self, with: *mut T) {}
	pub fn align_offset(self, align: usize) -> usize {}
	pub fn is_aligned(self) -> bool {}
}
impl<T> *mut [T] {
	pub fn len(self) -> usize {}
	pub fn is_empty(self) -> bool {}
	pub fn as_mut_array<const N: usize>(self) -> crate::option::Option<*mut [T; N]> {}
}
impl<T> crate::clone::Clone for *const T {}
impl<T> crate::clone::Clone for *mut T {}
impl<T> crate::default::Default for *const T {}
impl<T> crate::default::Default for *mut T {}
#[macro_export] macro_rules! print { () => {}; }
#[macro_export] macro_rules! println { () => {}; }
impl [u8] {
	pub fn is_ascii(&self) -> bool {}
	pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
	pub fn make_ascii_uppercase(&mut self) {}
	pub fn make_ascii_lowercase(&mut self) {}
	pub fn escape_ascii(&self) -> crate::slice::EscapeAscii<'_> {}
	pub fn trim_ascii_start(&self) -> &[u8] {}
	pub fn trim_ascii_end(&self) -> &[u8] {}
	pub fn trim_ascii(&self) -> &[u8] {}
	pub fn utf8_chunks(&self) -> crate::str::Utf8Chunks<'_> {}
	pub fn to_ascii_uppercase(&self) -> crate::vec::Vec<u8> {}
	pub fn to_ascii_lowercase(&self) -> crate::vec::Vec<u8> {}
}
impl crate::io::BufRead for &[u8] {}
impl crate::io::Read for &[u8] {}
impl crate::io::Write for &mut [u8] {}
impl<'a, T> crate::iter::IntoIterator for &'a [T] {
	type Item = &'a T;
	type IntoIter = crate::slice::Iter<'a, T>;
}
impl<'a, T> crate::iter::IntoIterator for &'a mut [T] {
	type Item = &'a mut T;
	type IntoIter = crate::slice::IterMut<'a, T>;
}
impl<'a> crate::net::ToSocketAddrs for &'a [crate::net::SocketAddr] {
	type Iter = crate::iter::Cloned<crate::slice::Iter<'a, crate::net::SocketAddr>>;
}
impl<T, I> crate::ops::Index<I> for [T] {
	type Output = <I as crate::slice::SliceIndex<[T]>>::Output;
}
impl<T, const N: usize> [[T; N]] {
	pub fn as_flattened(&self) -> &[T] {}
	pub fn as_flattened_mut(&mut self) -> &mut [T] {}
}
impl<T> [T] {
	pub fn len(&self) -> usize {}
	pub fn is_empty(&self) -> bool {}
	pub fn first(&self) -> crate::option::Option<&T> {}
	pub fn first_mut(&mut self) -> crate::option::Option<&mut T> {}
	pub fn split_first(&self) -> crate::option::Option<(&T, &[T])> {}
	pub fn split_first_mut(&mut self) -> crate::option::Option<(&mut T, &mut [T])> {}
	pub fn split_last(&self) -> crate::option::Option<(&T, &[T])> {}
	pub fn split_last_mut(&mut self) -> crate::option::Option<(&mut T, &mut [T])> {}
	pub fn last(&self) -> crate::option::Option<&T> {}
	pub fn last_mut(&mut self) -> crate::option::Option<&mut T> {}
	pub fn first_chunk<const N: usize>(&self) -> crate::option::Option<&[T; N]> {}
	pub fn first_chunk_mut<const N: usize>(&mut self) -> crate::option::Option<&mut [T; N]> {}
	pub fn split_first_chunk<const N: usize>(&self) -> crate::option::Option<(&[T; N], &[T])> {}
	pub fn split_first_chunk_mut<const N: usize>(&mut self) -> crate::option::Option<(&mut [T; N], &mut [T])> {}
	pub fn split_last_chunk<const N: usize>(&self) -> crate::option::Option<(&[T], &[T; N])> {}
	pub fn split_last_chunk_mut<const N: usize>(&mut self) -> crate::option::Option<(&mut [T], &mut [T; N])> {}
	pub fn last_chunk<const N: usize>(&self) -> crate::option::Option<&[T; N]> {}
	pub fn last_chunk_mut<const N: usize>(&mut self) -> crate::option::Option<&mut [T; N]> {}
	pub fn get<I>(&self, index: I) -> crate::option::Option<&<I as crate::slice::SliceIndex<[T]>>::Output> {}
	pub fn get_mut<I>(&mut self, index: I) -> crate::option::Option<&mut <I as crate::slice::SliceIndex<[T]>>::Output> {}
	pub fn get_unchecked<I>(&self, index: I) -> &<I as crate::slice::SliceIndex<[T]>>::Output {}
	pub fn get_unchecked_mut<I>(&mut self, index: I) -> &mut <I as crate::slice::SliceIndex<[T]>>::Output {}
	pub fn as_ptr(&self) -> *const T {}
	pub fn as_mut_ptr(&mut self) -> *mut T {}
	pub fn as_ptr_range(&self) -> crate::ops::Range<*const T> {}
	pub fn as_mut_ptr_range(&mut self) -> crate::ops::Range<*mut T> {}
	pub fn as_array<const N: usize>(&self) -> crate::option::Option<&[T; N]> {}
	pub fn as_mut_array<const N: usize>(&mut self) -> crate::option::Option<&mut [T; N]> {}
	pub fn swap(&mut self, a: usize, b: usize) {}
	pub fn reverse(&mut self) {}
	pub fn iter(&self) -> crate::slice::Iter<'_, T> {}
	pub fn iter_mut(&mut self) -> crate::slice::IterMut<'_, T> {}
	pub fn windows(&self, size: usize) -> crate::slice::Windows<'_, T> {}
	pub fn chunks(&self, chunk_size: usize) -> crate::slice::Chunks<'_, T> {}
	pub fn chunks_mut(&mut self, chunk_size: usize) -> crate::slice::ChunksMut<'_, T> {}
	pub fn chunks_exact(&self, chunk_size: usize) -> crate::slice::ChunksExact<'_, T> {}
	pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> crate::slice::ChunksExactMut<'_, T> {}
	pub fn as_chunks_unchecked<const N: usize>(&self) -> &[[T; N]] {}
	pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {}
	pub fn as_rchunks<const N: usize>(&self) -> (&[T], &[[T; N]]) {}
	pub fn as_chunks_unchecked_mut<const N: usize>(&mut self) -> &mut [[T; N]] {}
	pub fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {}
	pub fn as_rchunks_mut<const N: usize>(&mut self) -> (&mut [T], &mut [[T; N]]) {}
	pub fn array_windows<const N: usize>(&self) -> crate::slice::ArrayWindows<'_, T, N> {}
	pub fn rchunks(&self, chunk_size: usize) -> crate::slice::RChunks<'_, T> {}
	pub fn rchunks_mut(&mut self, chunk_size: usize) -> crate::slice::RChunksMut<'_, T> {}
	pub fn rchunks_exact(&self, chunk_size: usize) -> crate::slice::RChunksExact<'_, T> {}
	pub fn rchunks_exact_mut(&mut self, chunk_size: usize) -> crate::slice::RChunksExactMut<'_, T> {}
	pub fn chunk_by<F>(&self, pred: F) -> crate::slice::ChunkBy<'_, T, F> where F: crate::ops::FnMut(&T, &T) -> bool {}
	pub fn chunk_by_mut<F>(&mut self, pred: F) -> crate::slice::ChunkByMut<'_, T, F> where F: crate::ops::FnMut(&T, &T) -> bool {}
	pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
	pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
	pub fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) {}
	pub fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
	pub fn split_at_checked(&self, mid: usize) -> crate::option::Option<(&[T], &[T])> {}
	pub fn split_at_mut_checked(&mut self, mid: usize) -> crate::option::Option<(&mut [T], &mut [T])> {}
	pub fn split<F>(&self, pred: F) -> crate::slice::Split<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn split_mut<F>(&mut self, pred: F) -> crate::slice::SplitMut<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn split_inclusive<F>(&self, pred: F) -> crate::slice::SplitInclusive<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn split_inclusive_mut<F>(&mut self, pred: F) -> crate::slice::SplitInclusiveMut<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn rsplit<F>(&self, pred: F) -> crate::slice::RSplit<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn rsplit_mut<F>(&mut self, pred: F) -> crate::slice::RSplitMut<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn splitn<F>(&self, n: usize, pred: F) -> crate::slice::SplitN<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn splitn_mut<F>(&mut self, n: usize, pred: F) -> crate::slice::SplitNMut<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn rsplitn<F>(&self, n: usize, pred: F) -> crate::slice::RSplitN<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn rsplitn_mut<F>(&mut self, n: usize, pred: F) -> crate::slice::RSplitNMut<'_, T, F> where F: crate::ops::FnMut(&T) -> bool {}
	pub fn contains(&self, x: &T) -> bool {}
	pub fn starts_with(&self, needle: &[T]) -> bool {}
	pub fn ends_with(&self, needle: &[T]) -> bool {}
	pub fn strip_prefix<P>(&self, prefix: &P) -> crate::option::Option<&[T]> {}
	pub fn strip_suffix<P>(&self, suffix: &P) -> crate::option::Option<&[T]> {}
	pub fn binary_search(&self, x: &T) -> crate::result::Result<usize, usize> {}
	pub fn binary_search_by<'a, F>(&'a self, f: F) -> crate::result::Result<usize, usize> where F: crate::ops::FnMut(&'a T) -> crate::cmp::Ordering {}
	pub fn binary_search_by_key<'a, B, F>(&'a self, b: &B, f: F) -> crate::result::Result<usize, usize> where F: crate::ops::FnMut(&'a T) -> B {}
	pub fn sort_unstable(&mut self) {}
	pub fn sort_unstable_by<F>(&mut self, compare: F) where F: crate::ops::FnMut(&T, &T) -> crate::cmp::Ordering {}
	pub fn sort_unstable_by_key<K, F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> K {}
	pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) {}
	pub fn select_nth_unstable_by<F>(&mut self, index: usize, compare: F) -> (&mut [T], &mut T, &mut [T]) where F: crate::ops::FnMut(&T, &T) -> crate::cmp::Ordering {}
	pub fn select_nth_unstable_by_key<K, F>(&mut self, index: usize, f: F) -> (&mut [T], &mut T, &mut [T]) where F: crate::ops::FnMut(&T) -> K {}
	pub fn rotate_left(&mut self, mid: usize) {}
	pub fn rotate_right(&mut self, k: usize) {}
	pub fn fill(&mut self, value: T) {}
	pub fn fill_with<F>(&mut self, f: F) where F: crate::ops::FnMut() -> T {}
	pub fn clone_from_slice(&mut self, src: &[T]) {}
	pub fn copy_from_slice(&mut self, src: &[T]) {}
	pub fn copy_within<R>(&mut self, src: R, dest: usize) {}
	pub fn swap_with_slice(&mut self, other: &mut [T]) {}
	pub fn align_to<U>(&self) -> (&[T], &[U], &[T]) {}
	pub fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {}
	pub fn is_sorted(&self) -> bool {}
	pub fn is_sorted_by<'a, F>(&'a self, compare: F) -> bool where F: crate::ops::FnMut(&'a T, &'a T) -> bool {}
	pub fn is_sorted_by_key<'a, F, K>(&'a self, f: F) -> bool where F: crate::ops::FnMut(&'a T) -> K {}
	pub fn partition_point<P>(&self, pred: P) -> usize where P: crate::ops::FnMut(&T) -> bool {}
	pub fn split_off<'a, R>(self: &mut &'a [T], range: R) -> crate::option::Option<&'a [T]> {}
	pub fn split_off_mut<'a, R>(self: &mut &'a mut [T], range: R) -> crate::option::Option<&'a mut [T]> {}
	pub fn split_off_first<'a>(self: &mut &'a [T]) -> crate::option::Option<&'a T> {}
	pub fn split_off_first_mut<'a>(self: &mut &'a mut [T]) -> crate::option::Option<&'a mut T> {}
	pub fn split_off_last<'a>(self: &mut &'a [T]) -> crate::option::Option<&'a T> {}
	pub fn split_off_last_mut<'a>(self: &mut &'a mut [T]) -> crate::option::Option<&'a mut T> {}
	pub fn get_disjoint_unchecked_mut<I, const N: usize>(&mut self, indices: [I; N]) -> [&mut <I as crate::slice::SliceIndex<[T]>>::Output; N] {}
	pub fn get_disjoint_mut<I, const N: usize>(&mut self, indices: [I; N]) -> crate::result::Result<[&mut <I as crate::slice::SliceIndex<[T]>>::Output; N], crate::slice::GetDisjointMutError> {}
	pub fn element_offset(&self, element: &T) -> crate::option::Option<usize> {}
	pub fn sort(&mut self) {}
	pub fn sort_by<F>(&mut self, compare: F) where F: crate::ops::FnMut(&T, &T) -> crate::cmp::Ordering {}
	pub fn sort_by_key<K, F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> K {}
	pub fn sort_by_cached_key<K, F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> K {}
	pub fn to_vec(&self) -> crate::vec::Vec<T> {}
	pub fn into_vec<A>(self: crate::boxed::Box<[T], A>) -> crate::vec::Vec<T, A> {}
	pub fn repeat(&self, n: usize) -> crate::vec::Vec<T> {}
	pub fn concat<Item>(&self) -> <[T] as crate::slice::Concat<Item>>::Output {}
	pub fn join<Separator>(&self, sep: Separator) -> <[T] as crate::slice::Join<Separator>>::Output {}
	#[deprecated(since = "1.3.0", note = "renamed to join")]
	pub fn connect<Separator>(&self, sep: Separator) -> <[T] as crate::slice::Join<Separator>>::Output {}
}
impl<T> [crate::mem::MaybeUninit<T>] {
	pub fn write_copy_of_slice(&mut self, src: &[T]) -> &mut [T] {}
	pub fn write_clone_of_slice(&mut self, src: &[T]) -> &mut [T] {}
	pub fn assume_init_drop(&mut self) {}
	pub fn assume_init_ref(&self) -> &[T] {}
	pub fn assume_init_mut(&mut self) -> &mut [T] {}
}
impl<T> crate::borrow::ToOwned for [T] {
	type Owned = crate::vec::Vec<T>;
}
impl<T> crate::default::Default for &[T] {}
impl<T> crate::default::Default for &mut [T] {}
impl crate::borrow::ToOwned for str {
	type Owned = crate::string::String;
}
impl crate::default::Default for &mut str {}
impl crate::default::Default for &str {}
impl crate::net::ToSocketAddrs for str {
	type Iter = crate::vec::IntoIter<crate::net::SocketAddr>;
}
impl str {
	pub fn len(&self) -> usize {}
	pub fn is_empty(&self) -> bool {}
	pub fn from_utf8(v: &[u8]) -> crate::result::Result<&str, crate::str::Utf8Error> {}
	pub fn from_utf8_mut(v: &mut [u8]) -> crate::result::Result<&mut str, crate::str::Utf8Error> {}
	pub fn from_utf8_unchecked(v: &[u8]) -> &str {}
	pub fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {}
	pub fn is_char_boundary(&self, index: usize) -> bool {}
	pub fn floor_char_boundary(&self, index: usize) -> usize {}
	pub fn ceil_char_boundary(&self, index: usize) -> usize {}
	pub fn as_bytes(&self) -> &[u8] {}
	pub fn as_bytes_mut(&mut self) -> &mut [u8] {}
	pub fn as_ptr(&self) -> *const u8 {}
	pub fn as_mut_ptr(&mut self) -> *mut u8 {}
	pub fn get<I>(&self, i: I) -> crate::option::Option<&<I as crate::slice::SliceIndex<str>>::Output> {}
	pub fn get_mut<I>(&mut self, i: I) -> crate::option::Option<&mut <I as crate::slice::SliceIndex<str>>::Output> {}
	pub fn get_unchecked<I>(&self, i: I) -> &<I as crate::slice::SliceIndex<str>>::Output {}
	pub fn get_unchecked_mut<I>(&mut self, i: I) -> &mut <I as crate::slice::SliceIndex<str>>::Output {}
	#[deprecated(since = "1.29.0", note = "use get_unchecked(begin..end) instead")]
	pub fn slice_unchecked(&self, begin: usize, end: usize) -> &str {}
	#[deprecated(since = "1.29.0", note = "use get_unchecked_mut(begin..end) instead")]
	pub fn slice_mut_unchecked(&mut self, begin: usize, end: usize) -> &mut str {}
	pub fn split_at(&self, mid: usize) -> (&str, &str) {}
	pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {}
	pub fn split_at_checked(&self, mid: usize) -> crate::option::Option<(&str, &str)> {}
	pub fn split_at_mut_checked(&mut self, mid: usize) -> crate::option::Option<(&mut str, &mut str)> {}
	pub fn chars(&self) -> crate::str::Chars<'_> {}
	pub fn char_indices(&self) -> crate::str::CharIndices<'_> {}
	pub fn bytes(&self) -> crate::str::Bytes<'_> {}
	pub fn split_whitespace(&self) -> crate::str::SplitWhitespace<'_> {}
	pub fn split_ascii_whitespace(&self) -> crate::str::SplitAsciiWhitespace<'_> {}
	pub fn lines(&self) -> crate::str::Lines<'_> {}
	#[deprecated(since = "1.4.0", note = "use lines() instead now")]
	pub fn lines_any(&self) -> crate::str::LinesAny<'_> {}
	pub fn encode_utf16(&self) -> crate::str::EncodeUtf16<'_> {}
	pub fn contains<P>(&self, pat: P) -> bool {}
	pub fn starts_with<P>(&self, pat: P) -> bool {}
	pub fn ends_with<P>(&self, pat: P) -> bool {}
	pub fn find<P>(&self, pat: P) -> crate::option::Option<usize> {}
	pub fn rfind<P>(&self, pat: P) -> crate::option::Option<usize> {}
	pub fn split<P>(&self, pat: P) -> crate::str::Split<'_, P> {}
	pub fn split_inclusive<P>(&self, pat: P) -> crate::str::SplitInclusive<'_, P> {}
	pub fn rsplit<P>(&self, pat: P) -> crate::str::RSplit<'_, P> {}
	pub fn split_terminator<P>(&self, pat: P) -> crate::str::SplitTerminator<'_, P> {}
	pub fn rsplit_terminator<P>(&self, pat: P) -> crate::str::RSplitTerminator<'_, P> {}
	pub fn splitn<P>(&self, n: usize, pat: P) -> crate::str::SplitN<'_, P> {}
	pub fn rsplitn<P>(&self, n: usize, pat: P) -> crate::str::RSplitN<'_, P> {}
	pub fn split_once<P>(&self, delimiter: P) -> crate::option::Option<(&str, &str)> {}
	pub fn rsplit_once<P>(&self, delimiter: P) -> crate::option::Option<(&str, &str)> {}
	pub fn matches<P>(&self, pat: P) -> crate::str::Matches<'_, P> {}
	pub fn rmatches<P>(&self, pat: P) -> crate::str::RMatches<'_, P> {}
	pub fn match_indices<P>(&self, pat: P) -> crate::str::MatchIndices<'_, P> {}
	pub fn rmatch_indices<P>(&self, pat: P) -> crate::str::RMatchIndices<'_, P> {}
	pub fn trim(&self) -> &str {}
	pub fn trim_start(&self) -> &str {}
	pub fn trim_end(&self) -> &str {}
	#[deprecated(since = "1.33.0", note = "superseded by trim_start")]
	pub fn trim_left(&self) -> &str {}
	#[deprecated(since = "1.33.0", note = "superseded by trim_end")]
	pub fn trim_right(&self) -> &str {}
	pub fn trim_matches<P>(&self, pat: P) -> &str {}
	pub fn trim_start_matches<P>(&self, pat: P) -> &str {}
	pub fn strip_prefix<P>(&self, prefix: P) -> crate::option::Option<&str> {}
	pub fn strip_suffix<P>(&self, suffix: P) -> crate::option::Option<&str> {}
	pub fn trim_end_matches<P>(&self, pat: P) -> &str {}
	#[deprecated(since = "1.33.0", note = "superseded by trim_start_matches")]
	pub fn trim_left_matches<P>(&self, pat: P) -> &str {}
	#[deprecated(since = "1.33.0", note = "superseded by trim_end_matches")]
	pub fn trim_right_matches<P>(&self, pat: P) -> &str {}
	pub fn parse<F>(&self) -> crate::result::Result<F, <F as crate::str::FromStr>::Err> where F: crate::str::FromStr {}
	pub fn is_ascii(&self) -> bool {}
	pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
	pub fn make_ascii_uppercase(&mut self) {}
	pub fn make_ascii_lowercase(&mut self) {}
	pub fn trim_ascii_start(&self) -> &str {}
	pub fn trim_ascii_end(&self) -> &str {}
	pub fn trim_ascii(&self) -> &str {}
	pub fn escape_debug(&self) -> crate::str::EscapeDebug<'_> {}
	pub fn escape_default(&self) -> crate::str::EscapeDefault<'_> {}
	pub fn escape_unicode(&self) -> crate::str::EscapeUnicode<'_> {}
	pub fn into_boxed_bytes(self: crate::boxed::Box<str>) -> crate::boxed::Box<[u8]> {}
	pub fn replace<P>(&self, from: P, to: &str) -> crate::string::String {}
	pub fn replacen<P>(&self, pat: P, to: &str, count: usize) -> crate::string::String {}
	pub fn to_lowercase(&self) -> crate::string::String {}
	pub fn to_uppercase(&self) -> crate::string::String {}
	pub fn into_string(self: crate::boxed::Box<str>) -> crate::string::String {}
	pub fn repeat(&self, n: usize) -> crate::string::String {}
	pub fn to_ascii_uppercase(&self) -> crate::string::String {}
	pub fn to_ascii_lowercase(&self) -> crate::string::String {}
}
impl<I> crate::ops::Index<I> for str {
	type Output = <I as crate::slice::SliceIndex<str>>::Output;
}
#[macro_export] macro_rules! stringify { () => {}; }
#[macro_export] macro_rules! thread_local { () => {}; }
#[macro_export] macro_rules! todo { () => {}; }
#[deprecated(since = "1.39.0", note = "use the ? operator instead")]
#[macro_export] macro_rules! r#try { () => {}; }
impl crate::net::ToSocketAddrs for (&str, u16) {
	type Iter = crate::vec::IntoIter<crate::net::SocketAddr>;
}
impl crate::net::ToSocketAddrs for (crate::net::IpAddr, u16) {
	type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
}
impl crate::net::ToSocketAddrs for (crate::net::Ipv4Addr, u16) {
	type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
}
impl crate::net::ToSocketAddrs for (crate::net::Ipv6Addr, u16) {
	type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
}
impl crate::net::ToSocketAddrs for (crate::string::String, u16) {
	type Iter = crate::vec::IntoIter<crate::net::SocketAddr>;
}
impl crate::clone::Clone for u128 {}
impl crate::default::Default for u128 {}
impl crate::str::FromStr for u128 {
	type Err = crate::num::ParseIntError;
}
impl u128 {
	pub const MIN: u128 = ();
	pub const MAX: u128 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> i128 {}
	pub fn rotate_left(self, n: u32) -> u128 {}
	pub fn rotate_right(self, n: u32) -> u128 {}
	pub fn swap_bytes(self) -> u128 {}
	pub fn reverse_bits(self) -> u128 {}
	pub fn from_be(x: u128) -> u128 {}
	pub fn from_le(x: u128) -> u128 {}
	pub fn to_be(self) -> u128 {}
	pub fn to_le(self) -> u128 {}
	pub fn checked_add(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_add(self, rhs: u128) -> u128 {}
	pub fn unchecked_add(self, rhs: u128) -> u128 {}
	pub fn checked_add_signed(self, rhs: i128) -> crate::option::Option<u128> {}
	pub fn strict_add_signed(self, rhs: i128) -> u128 {}
	pub fn checked_sub(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_sub(self, rhs: u128) -> u128 {}
	pub fn unchecked_sub(self, rhs: u128) -> u128 {}
	pub fn checked_sub_signed(self, rhs: i128) -> crate::option::Option<u128> {}
	pub fn strict_sub_signed(self, rhs: i128) -> u128 {}
	pub fn checked_signed_diff(self, rhs: u128) -> crate::option::Option<i128> {}
	pub fn checked_mul(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_mul(self, rhs: u128) -> u128 {}
	pub fn unchecked_mul(self, rhs: u128) -> u128 {}
	pub fn checked_div(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_div(self, rhs: u128) -> u128 {}
	pub fn checked_div_euclid(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_div_euclid(self, rhs: u128) -> u128 {}
	pub fn checked_rem(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_rem(self, rhs: u128) -> u128 {}
	pub fn checked_rem_euclid(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn strict_rem_euclid(self, rhs: u128) -> u128 {}
	pub fn ilog(self, base: u128) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: u128) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<u128> {}
	pub fn strict_neg(self) -> u128 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<u128> {}
	pub fn strict_shl(self, rhs: u32) -> u128 {}
	pub fn unchecked_shl(self, rhs: u32) -> u128 {}
	pub fn unbounded_shl(self, rhs: u32) -> u128 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<u128> {}
	pub fn strict_shr(self, rhs: u32) -> u128 {}
	pub fn unchecked_shr(self, rhs: u32) -> u128 {}
	pub fn unbounded_shr(self, rhs: u32) -> u128 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<u128> {}
	pub fn strict_pow(self, exp: u32) -> u128 {}
	pub fn saturating_add(self, rhs: u128) -> u128 {}
	pub fn saturating_add_signed(self, rhs: i128) -> u128 {}
	pub fn saturating_sub(self, rhs: u128) -> u128 {}
	pub fn saturating_sub_signed(self, rhs: i128) -> u128 {}
	pub fn saturating_mul(self, rhs: u128) -> u128 {}
	pub fn saturating_div(self, rhs: u128) -> u128 {}
	pub fn saturating_pow(self, exp: u32) -> u128 {}
	pub fn wrapping_add(self, rhs: u128) -> u128 {}
	pub fn wrapping_add_signed(self, rhs: i128) -> u128 {}
	pub fn wrapping_sub(self, rhs: u128) -> u128 {}
	pub fn wrapping_sub_signed(self, rhs: i128) -> u128 {}
	pub fn wrapping_mul(self, rhs: u128) -> u128 {}
	pub fn wrapping_div(self, rhs: u128) -> u128 {}
	pub fn wrapping_div_euclid(self, rhs: u128) -> u128 {}
	pub fn wrapping_rem(self, rhs: u128) -> u128 {}
	pub fn wrapping_rem_euclid(self, rhs: u128) -> u128 {}
	pub fn wrapping_neg(self) -> u128 {}
	pub fn wrapping_shl(self, rhs: u32) -> u128 {}
	pub fn wrapping_shr(self, rhs: u32) -> u128 {}
	pub fn wrapping_pow(self, exp: u32) -> u128 {}
	pub fn overflowing_add(self, rhs: u128) -> (u128, bool) {}
	pub fn carrying_add(self, rhs: u128, carry: bool) -> (u128, bool) {}
	pub fn overflowing_add_signed(self, rhs: i128) -> (u128, bool) {}
	pub fn overflowing_sub(self, rhs: u128) -> (u128, bool) {}
	pub fn borrowing_sub(self, rhs: u128, borrow: bool) -> (u128, bool) {}
	pub fn overflowing_sub_signed(self, rhs: i128) -> (u128, bool) {}
	pub fn abs_diff(self, other: u128) -> u128 {}
	pub fn overflowing_mul(self, rhs: u128) -> (u128, bool) {}
	pub fn carrying_mul(self, rhs: u128, carry: u128) -> (u128, u128) {}
	pub fn carrying_mul_add(self, rhs: u128, carry: u128, add: u128) -> (u128, u128) {}
	pub fn overflowing_div(self, rhs: u128) -> (u128, bool) {}
	pub fn overflowing_div_euclid(self, rhs: u128) -> (u128, bool) {}
	pub fn overflowing_rem(self, rhs: u128) -> (u128, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: u128) -> (u128, bool) {}
	pub fn overflowing_neg(self) -> (u128, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (u128, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (u128, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (u128, bool) {}
	pub fn pow(self, exp: u32) -> u128 {}
	pub fn isqrt(self) -> u128 {}
	pub fn div_euclid(self, rhs: u128) -> u128 {}
	pub fn rem_euclid(self, rhs: u128) -> u128 {}
	pub fn div_ceil(self, rhs: u128) -> u128 {}
	pub fn next_multiple_of(self, rhs: u128) -> u128 {}
	pub fn checked_next_multiple_of(self, rhs: u128) -> crate::option::Option<u128> {}
	pub fn is_multiple_of(self, rhs: u128) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> u128 {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<u128> {}
	pub fn to_be_bytes(self) -> [u8; 16] {}
	pub fn to_le_bytes(self) -> [u8; 16] {}
	pub fn to_ne_bytes(self) -> [u8; 16] {}
	pub fn from_be_bytes(bytes: [u8; 16]) -> u128 {}
	pub fn from_le_bytes(bytes: [u8; 16]) -> u128 {}
	pub fn from_ne_bytes(bytes: [u8; 16]) -> u128 {}
	pub fn min_value() -> u128 {}
	pub fn max_value() -> u128 {}
	pub fn midpoint(self, rhs: u128) -> u128 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<u128, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for u16 {}
impl crate::default::Default for u16 {}
impl crate::str::FromStr for u16 {
	type Err = crate::num::ParseIntError;
}
impl u16 {
	pub const MIN: u16 = ();
	pub const MAX: u16 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> i16 {}
	pub fn rotate_left(self, n: u32) -> u16 {}
	pub fn rotate_right(self, n: u32) -> u16 {}
	pub fn swap_bytes(self) -> u16 {}
	pub fn reverse_bits(self) -> u16 {}
	pub fn from_be(x: u16) -> u16 {}
	pub fn from_le(x: u16) -> u16 {}
	pub fn to_be(self) -> u16 {}
	pub fn to_le(self) -> u16 {}
	pub fn checked_add(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_add(self, rhs: u16) -> u16 {}
	pub fn unchecked_add(self, rhs: u16) -> u16 {}
	pub fn checked_add_signed(self, rhs: i16) -> crate::option::Option<u16> {}
	pub fn strict_add_signed(self, rhs: i16) -> u16 {}
	pub fn checked_sub(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_sub(self, rhs: u16) -> u16 {}
	pub fn unchecked_sub(self, rhs: u16) -> u16 {}
	pub fn checked_sub_signed(self, rhs: i16) -> crate::option::Option<u16> {}
	pub fn strict_sub_signed(self, rhs: i16) -> u16 {}
	pub fn checked_signed_diff(self, rhs: u16) -> crate::option::Option<i16> {}
	pub fn checked_mul(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_mul(self, rhs: u16) -> u16 {}
	pub fn unchecked_mul(self, rhs: u16) -> u16 {}
	pub fn checked_div(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_div(self, rhs: u16) -> u16 {}
	pub fn checked_div_euclid(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_div_euclid(self, rhs: u16) -> u16 {}
	pub fn checked_rem(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_rem(self, rhs: u16) -> u16 {}
	pub fn checked_rem_euclid(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn strict_rem_euclid(self, rhs: u16) -> u16 {}
	pub fn ilog(self, base: u16) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: u16) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<u16> {}
	pub fn strict_neg(self) -> u16 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<u16> {}
	pub fn strict_shl(self, rhs: u32) -> u16 {}
	pub fn unchecked_shl(self, rhs: u32) -> u16 {}
	pub fn unbounded_shl(self, rhs: u32) -> u16 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<u16> {}
	pub fn strict_shr(self, rhs: u32) -> u16 {}
	pub fn unchecked_shr(self, rhs: u32) -> u16 {}
	pub fn unbounded_shr(self, rhs: u32) -> u16 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<u16> {}
	pub fn strict_pow(self, exp: u32) -> u16 {}
	pub fn saturating_add(self, rhs: u16) -> u16 {}
	pub fn saturating_add_signed(self, rhs: i16) -> u16 {}
	pub fn saturating_sub(self, rhs: u16) -> u16 {}
	pub fn saturating_sub_signed(self, rhs: i16) -> u16 {}
	pub fn saturating_mul(self, rhs: u16) -> u16 {}
	pub fn saturating_div(self, rhs: u16) -> u16 {}
	pub fn saturating_pow(self, exp: u32) -> u16 {}
	pub fn wrapping_add(self, rhs: u16) -> u16 {}
	pub fn wrapping_add_signed(self, rhs: i16) -> u16 {}
	pub fn wrapping_sub(self, rhs: u16) -> u16 {}
	pub fn wrapping_sub_signed(self, rhs: i16) -> u16 {}
	pub fn wrapping_mul(self, rhs: u16) -> u16 {}
	pub fn wrapping_div(self, rhs: u16) -> u16 {}
	pub fn wrapping_div_euclid(self, rhs: u16) -> u16 {}
	pub fn wrapping_rem(self, rhs: u16) -> u16 {}
	pub fn wrapping_rem_euclid(self, rhs: u16) -> u16 {}
	pub fn wrapping_neg(self) -> u16 {}
	pub fn wrapping_shl(self, rhs: u32) -> u16 {}
	pub fn wrapping_shr(self, rhs: u32) -> u16 {}
	pub fn wrapping_pow(self, exp: u32) -> u16 {}
	pub fn overflowing_add(self, rhs: u16) -> (u16, bool) {}
	pub fn carrying_add(self, rhs: u16, carry: bool) -> (u16, bool) {}
	pub fn overflowing_add_signed(self, rhs: i16) -> (u16, bool) {}
	pub fn overflowing_sub(self, rhs: u16) -> (u16, bool) {}
	pub fn borrowing_sub(self, rhs: u16, borrow: bool) -> (u16, bool) {}
	pub fn overflowing_sub_signed(self, rhs: i16) -> (u16, bool) {}
	pub fn abs_diff(self, other: u16) -> u16 {}
	pub fn overflowing_mul(self, rhs: u16) -> (u16, bool) {}
	pub fn carrying_mul(self, rhs: u16, carry: u16) -> (u16, u16) {}
	pub fn carrying_mul_add(self, rhs: u16, carry: u16, add: u16) -> (u16, u16) {}
	pub fn overflowing_div(self, rhs: u16) -> (u16, bool) {}
	pub fn overflowing_div_euclid(self, rhs: u16) -> (u16, bool) {}
	pub fn overflowing_rem(self, rhs: u16) -> (u16, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: u16) -> (u16, bool) {}
	pub fn overflowing_neg(self) -> (u16, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (u16, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (u16, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (u16, bool) {}
	pub fn pow(self, exp: u32) -> u16 {}
	pub fn isqrt(self) -> u16 {}
	pub fn div_euclid(self, rhs: u16) -> u16 {}
	pub fn rem_euclid(self, rhs: u16) -> u16 {}
	pub fn div_ceil(self, rhs: u16) -> u16 {}
	pub fn next_multiple_of(self, rhs: u16) -> u16 {}
	pub fn checked_next_multiple_of(self, rhs: u16) -> crate::option::Option<u16> {}
	pub fn is_multiple_of(self, rhs: u16) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> u16 {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<u16> {}
	pub fn to_be_bytes(self) -> [u8; 2] {}
	pub fn to_le_bytes(self) -> [u8; 2] {}
	pub fn to_ne_bytes(self) -> [u8; 2] {}
	pub fn from_be_bytes(bytes: [u8; 2]) -> u16 {}
	pub fn from_le_bytes(bytes: [u8; 2]) -> u16 {}
	pub fn from_ne_bytes(bytes: [u8; 2]) -> u16 {}
	pub fn min_value() -> u16 {}
	pub fn max_value() -> u16 {}
	pub fn midpoint(self, rhs: u16) -> u16 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<u16, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for u32 {}
impl crate::default::Default for u32 {}
impl crate::str::FromStr for u32 {
	type Err = crate::num::ParseIntError;
}
impl u32 {
	pub const MIN: u32 = ();
	pub const MAX: u32 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> i32 {}
	pub fn rotate_left(self, n: u32) -> u32 {}
	pub fn rotate_right(self, n: u32) -> u32 {}
	pub fn swap_bytes(self) -> u32 {}
	pub fn reverse_bits(self) -> u32 {}
	pub fn from_be(x: u32) -> u32 {}
	pub fn from_le(x: u32) -> u32 {}
	pub fn to_be(self) -> u32 {}
	pub fn to_le(self) -> u32 {}
	pub fn checked_add(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_add(self, rhs: u32) -> u32 {}
	pub fn unchecked_add(self, rhs: u32) -> u32 {}
	pub fn checked_add_signed(self, rhs: i32) -> crate::option::Option<u32> {}
	pub fn strict_add_signed(self, rhs: i32) -> u32 {}
	pub fn checked_sub(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_sub(self, rhs: u32) -> u32 {}
	pub fn unchecked_sub(self, rhs: u32) -> u32 {}
	pub fn checked_sub_signed(self, rhs: i32) -> crate::option::Option<u32> {}
	pub fn strict_sub_signed(self, rhs: i32) -> u32 {}
	pub fn checked_signed_diff(self, rhs: u32) -> crate::option::Option<i32> {}
	pub fn checked_mul(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_mul(self, rhs: u32) -> u32 {}
	pub fn unchecked_mul(self, rhs: u32) -> u32 {}
	pub fn checked_div(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_div(self, rhs: u32) -> u32 {}
	pub fn checked_div_euclid(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_div_euclid(self, rhs: u32) -> u32 {}
	pub fn checked_rem(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_rem(self, rhs: u32) -> u32 {}
	pub fn checked_rem_euclid(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_rem_euclid(self, rhs: u32) -> u32 {}
	pub fn ilog(self, base: u32) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: u32) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<u32> {}
	pub fn strict_neg(self) -> u32 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_shl(self, rhs: u32) -> u32 {}
	pub fn unchecked_shl(self, rhs: u32) -> u32 {}
	pub fn unbounded_shl(self, rhs: u32) -> u32 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn strict_shr(self, rhs: u32) -> u32 {}
	pub fn unchecked_shr(self, rhs: u32) -> u32 {}
	pub fn unbounded_shr(self, rhs: u32) -> u32 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<u32> {}
	pub fn strict_pow(self, exp: u32) -> u32 {}
	pub fn saturating_add(self, rhs: u32) -> u32 {}
	pub fn saturating_add_signed(self, rhs: i32) -> u32 {}
	pub fn saturating_sub(self, rhs: u32) -> u32 {}
	pub fn saturating_sub_signed(self, rhs: i32) -> u32 {}
	pub fn saturating_mul(self, rhs: u32) -> u32 {}
	pub fn saturating_div(self, rhs: u32) -> u32 {}
	pub fn saturating_pow(self, exp: u32) -> u32 {}
	pub fn wrapping_add(self, rhs: u32) -> u32 {}
	pub fn wrapping_add_signed(self, rhs: i32) -> u32 {}
	pub fn wrapping_sub(self, rhs: u32) -> u32 {}
	pub fn wrapping_sub_signed(self, rhs: i32) -> u32 {}
	pub fn wrapping_mul(self, rhs: u32) -> u32 {}
	pub fn wrapping_div(self, rhs: u32) -> u32 {}
	pub fn wrapping_div_euclid(self, rhs: u32) -> u32 {}
	pub fn wrapping_rem(self, rhs: u32) -> u32 {}
	pub fn wrapping_rem_euclid(self, rhs: u32) -> u32 {}
	pub fn wrapping_neg(self) -> u32 {}
	pub fn wrapping_shl(self, rhs: u32) -> u32 {}
	pub fn wrapping_shr(self, rhs: u32) -> u32 {}
	pub fn wrapping_pow(self, exp: u32) -> u32 {}
	pub fn overflowing_add(self, rhs: u32) -> (u32, bool) {}
	pub fn carrying_add(self, rhs: u32, carry: bool) -> (u32, bool) {}
	pub fn overflowing_add_signed(self, rhs: i32) -> (u32, bool) {}
	pub fn overflowing_sub(self, rhs: u32) -> (u32, bool) {}
	pub fn borrowing_sub(self, rhs: u32, borrow: bool) -> (u32, bool) {}
	pub fn overflowing_sub_signed(self, rhs: i32) -> (u32, bool) {}
	pub fn abs_diff(self, other: u32) -> u32 {}
	pub fn overflowing_mul(self, rhs: u32) -> (u32, bool) {}
	pub fn carrying_mul(self, rhs: u32, carry: u32) -> (u32, u32) {}
	pub fn carrying_mul_add(self, rhs: u32, carry: u32, add: u32) -> (u32, u32) {}
	pub fn overflowing_div(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_div_euclid(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_rem(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_neg(self) -> (u32, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (u32, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (u32, bool) {}
	pub fn pow(self, exp: u32) -> u32 {}
	pub fn isqrt(self) -> u32 {}
	pub fn div_euclid(self, rhs: u32) -> u32 {}
	pub fn rem_euclid(self, rhs: u32) -> u32 {}
	pub fn div_ceil(self, rhs: u32) -> u32 {}
	pub fn next_multiple_of(self, rhs: u32) -> u32 {}
	pub fn checked_next_multiple_of(self, rhs: u32) -> crate::option::Option<u32> {}
	pub fn is_multiple_of(self, rhs: u32) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> u32 {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<u32> {}
	pub fn to_be_bytes(self) -> [u8; 4] {}
	pub fn to_le_bytes(self) -> [u8; 4] {}
	pub fn to_ne_bytes(self) -> [u8; 4] {}
	pub fn from_be_bytes(bytes: [u8; 4]) -> u32 {}
	pub fn from_le_bytes(bytes: [u8; 4]) -> u32 {}
	pub fn from_ne_bytes(bytes: [u8; 4]) -> u32 {}
	pub fn min_value() -> u32 {}
	pub fn max_value() -> u32 {}
	pub fn midpoint(self, rhs: u32) -> u32 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<u32, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for u64 {}
impl crate::default::Default for u64 {}
impl crate::str::FromStr for u64 {
	type Err = crate::num::ParseIntError;
}
impl u64 {
	pub const MIN: u64 = ();
	pub const MAX: u64 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> i64 {}
	pub fn rotate_left(self, n: u32) -> u64 {}
	pub fn rotate_right(self, n: u32) -> u64 {}
	pub fn swap_bytes(self) -> u64 {}
	pub fn reverse_bits(self) -> u64 {}
	pub fn from_be(x: u64) -> u64 {}
	pub fn from_le(x: u64) -> u64 {}
	pub fn to_be(self) -> u64 {}
	pub fn to_le(self) -> u64 {}
	pub fn checked_add(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_add(self, rhs: u64) -> u64 {}
	pub fn unchecked_add(self, rhs: u64) -> u64 {}
	pub fn checked_add_signed(self, rhs: i64) -> crate::option::Option<u64> {}
	pub fn strict_add_signed(self, rhs: i64) -> u64 {}
	pub fn checked_sub(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_sub(self, rhs: u64) -> u64 {}
	pub fn unchecked_sub(self, rhs: u64) -> u64 {}
	pub fn checked_sub_signed(self, rhs: i64) -> crate::option::Option<u64> {}
	pub fn strict_sub_signed(self, rhs: i64) -> u64 {}
	pub fn checked_signed_diff(self, rhs: u64) -> crate::option::Option<i64> {}
	pub fn checked_mul(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_mul(self, rhs: u64) -> u64 {}
	pub fn unchecked_mul(self, rhs: u64) -> u64 {}
	pub fn checked_div(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_div(self, rhs: u64) -> u64 {}
	pub fn checked_div_euclid(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_div_euclid(self, rhs: u64) -> u64 {}
	pub fn checked_rem(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_rem(self, rhs: u64) -> u64 {}
	pub fn checked_rem_euclid(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn strict_rem_euclid(self, rhs: u64) -> u64 {}
	pub fn ilog(self, base: u64) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: u64) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<u64> {}
	pub fn strict_neg(self) -> u64 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<u64> {}
	pub fn strict_shl(self, rhs: u32) -> u64 {}
	pub fn unchecked_shl(self, rhs: u32) -> u64 {}
	pub fn unbounded_shl(self, rhs: u32) -> u64 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<u64> {}
	pub fn strict_shr(self, rhs: u32) -> u64 {}
	pub fn unchecked_shr(self, rhs: u32) -> u64 {}
	pub fn unbounded_shr(self, rhs: u32) -> u64 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<u64> {}
	pub fn strict_pow(self, exp: u32) -> u64 {}
	pub fn saturating_add(self, rhs: u64) -> u64 {}
	pub fn saturating_add_signed(self, rhs: i64) -> u64 {}
	pub fn saturating_sub(self, rhs: u64) -> u64 {}
	pub fn saturating_sub_signed(self, rhs: i64) -> u64 {}
	pub fn saturating_mul(self, rhs: u64) -> u64 {}
	pub fn saturating_div(self, rhs: u64) -> u64 {}
	pub fn saturating_pow(self, exp: u32) -> u64 {}
	pub fn wrapping_add(self, rhs: u64) -> u64 {}
	pub fn wrapping_add_signed(self, rhs: i64) -> u64 {}
	pub fn wrapping_sub(self, rhs: u64) -> u64 {}
	pub fn wrapping_sub_signed(self, rhs: i64) -> u64 {}
	pub fn wrapping_mul(self, rhs: u64) -> u64 {}
	pub fn wrapping_div(self, rhs: u64) -> u64 {}
	pub fn wrapping_div_euclid(self, rhs: u64) -> u64 {}
	pub fn wrapping_rem(self, rhs: u64) -> u64 {}
	pub fn wrapping_rem_euclid(self, rhs: u64) -> u64 {}
	pub fn wrapping_neg(self) -> u64 {}
	pub fn wrapping_shl(self, rhs: u32) -> u64 {}
	pub fn wrapping_shr(self, rhs: u32) -> u64 {}
	pub fn wrapping_pow(self, exp: u32) -> u64 {}
	pub fn overflowing_add(self, rhs: u64) -> (u64, bool) {}
	pub fn carrying_add(self, rhs: u64, carry: bool) -> (u64, bool) {}
	pub fn overflowing_add_signed(self, rhs: i64) -> (u64, bool) {}
	pub fn overflowing_sub(self, rhs: u64) -> (u64, bool) {}
	pub fn borrowing_sub(self, rhs: u64, borrow: bool) -> (u64, bool) {}
	pub fn overflowing_sub_signed(self, rhs: i64) -> (u64, bool) {}
	pub fn abs_diff(self, other: u64) -> u64 {}
	pub fn overflowing_mul(self, rhs: u64) -> (u64, bool) {}
	pub fn carrying_mul(self, rhs: u64, carry: u64) -> (u64, u64) {}
	pub fn carrying_mul_add(self, rhs: u64, carry: u64, add: u64) -> (u64, u64) {}
	pub fn overflowing_div(self, rhs: u64) -> (u64, bool) {}
	pub fn overflowing_div_euclid(self, rhs: u64) -> (u64, bool) {}
	pub fn overflowing_rem(self, rhs: u64) -> (u64, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: u64) -> (u64, bool) {}
	pub fn overflowing_neg(self) -> (u64, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (u64, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (u64, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (u64, bool) {}
	pub fn pow(self, exp: u32) -> u64 {}
	pub fn isqrt(self) -> u64 {}
	pub fn div_euclid(self, rhs: u64) -> u64 {}
	pub fn rem_euclid(self, rhs: u64) -> u64 {}
	pub fn div_ceil(self, rhs: u64) -> u64 {}
	pub fn next_multiple_of(self, rhs: u64) -> u64 {}
	pub fn checked_next_multiple_of(self, rhs: u64) -> crate::option::Option<u64> {}
	pub fn is_multiple_of(self, rhs: u64) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> u64 {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<u64> {}
	pub fn to_be_bytes(self) -> [u8; 8] {}
	pub fn to_le_bytes(self) -> [u8; 8] {}
	pub fn to_ne_bytes(self) -> [u8; 8] {}
	pub fn from_be_bytes(bytes: [u8; 8]) -> u64 {}
	pub fn from_le_bytes(bytes: [u8; 8]) -> u64 {}
	pub fn from_ne_bytes(bytes: [u8; 8]) -> u64 {}
	pub fn min_value() -> u64 {}
	pub fn max_value() -> u64 {}
	pub fn midpoint(self, rhs: u64) -> u64 {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<u64, crate::num::ParseIntError> {}
}
impl crate::clone::Clone for u8 {}
impl crate::default::Default for u8 {}
impl crate::str::FromStr for u8 {
	type Err = crate::num::ParseIntError;
}
impl u8 {
	pub const MIN: u8 = ();
	pub const MAX: u8 = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> i8 {}
	pub fn rotate_left(self, n: u32) -> u8 {}
	pub fn rotate_right(self, n: u32) -> u8 {}
	pub fn swap_bytes(self) -> u8 {}
	pub fn reverse_bits(self) -> u8 {}
	pub fn from_be(x: u8) -> u8 {}
	pub fn from_le(x: u8) -> u8 {}
	pub fn to_be(self) -> u8 {}
	pub fn to_le(self) -> u8 {}
	pub fn checked_add(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_add(self, rhs: u8) -> u8 {}
	pub fn unchecked_add(self, rhs: u8) -> u8 {}
	pub fn checked_add_signed(self, rhs: i8) -> crate::option::Option<u8> {}
	pub fn strict_add_signed(self, rhs: i8) -> u8 {}
	pub fn checked_sub(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_sub(self, rhs: u8) -> u8 {}
	pub fn unchecked_sub(self, rhs: u8) -> u8 {}
	pub fn checked_sub_signed(self, rhs: i8) -> crate::option::Option<u8> {}
	pub fn strict_sub_signed(self, rhs: i8) -> u8 {}
	pub fn checked_signed_diff(self, rhs: u8) -> crate::option::Option<i8> {}
	pub fn checked_mul(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_mul(self, rhs: u8) -> u8 {}
	pub fn unchecked_mul(self, rhs: u8) -> u8 {}
	pub fn checked_div(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_div(self, rhs: u8) -> u8 {}
	pub fn checked_div_euclid(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_div_euclid(self, rhs: u8) -> u8 {}
	pub fn checked_rem(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_rem(self, rhs: u8) -> u8 {}
	pub fn checked_rem_euclid(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn strict_rem_euclid(self, rhs: u8) -> u8 {}
	pub fn ilog(self, base: u8) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: u8) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<u8> {}
	pub fn strict_neg(self) -> u8 {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<u8> {}
	pub fn strict_shl(self, rhs: u32) -> u8 {}
	pub fn unchecked_shl(self, rhs: u32) -> u8 {}
	pub fn unbounded_shl(self, rhs: u32) -> u8 {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<u8> {}
	pub fn strict_shr(self, rhs: u32) -> u8 {}
	pub fn unchecked_shr(self, rhs: u32) -> u8 {}
	pub fn unbounded_shr(self, rhs: u32) -> u8 {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<u8> {}
	pub fn strict_pow(self, exp: u32) -> u8 {}
	pub fn saturating_add(self, rhs: u8) -> u8 {}
	pub fn saturating_add_signed(self, rhs: i8) -> u8 {}
	pub fn saturating_sub(self, rhs: u8) -> u8 {}
	pub fn saturating_sub_signed(self, rhs: i8) -> u8 {}
	pub fn saturating_mul(self, rhs: u8) -> u8 {}
	pub fn saturating_div(self, rhs: u8) -> u8 {}
	pub fn saturating_pow(self, exp: u32) -> u8 {}
	pub fn wrapping_add(self, rhs: u8) -> u8 {}
	pub fn wrapping_add_signed(self, rhs: i8) -> u8 {}
	pub fn wrapping_sub(self, rhs: u8) -> u8 {}
	pub fn wrapping_sub_signed(self, rhs: i8) -> u8 {}
	pub fn wrapping_mul(self, rhs: u8) -> u8 {}
	pub fn wrapping_div(self, rhs: u8) -> u8 {}
	pub fn wrapping_div_euclid(self, rhs: u8) -> u8 {}
	pub fn wrapping_rem(self, rhs: u8) -> u8 {}
	pub fn wrapping_rem_euclid(self, rhs: u8) -> u8 {}
	pub fn wrapping_neg(self) -> u8 {}
	pub fn wrapping_shl(self, rhs: u32) -> u8 {}
	pub fn wrapping_shr(self, rhs: u32) -> u8 {}
	pub fn wrapping_pow(self, exp: u32) -> u8 {}
	pub fn overflowing_add(self, rhs: u8) -> (u8, bool) {}
	pub fn carrying_add(self, rhs: u8, carry: bool) -> (u8, bool) {}
	pub fn overflowing_add_signed(self, rhs: i8) -> (u8, bool) {}
	pub fn overflowing_sub(self, rhs: u8) -> (u8, bool) {}
	pub fn borrowing_sub(self, rhs: u8, borrow: bool) -> (u8, bool) {}
	pub fn overflowing_sub_signed(self, rhs: i8) -> (u8, bool) {}
	pub fn abs_diff(self, other: u8) -> u8 {}
	pub fn overflowing_mul(self, rhs: u8) -> (u8, bool) {}
	pub fn carrying_mul(self, rhs: u8, carry: u8) -> (u8, u8) {}
	pub fn carrying_mul_add(self, rhs: u8, carry: u8, add: u8) -> (u8, u8) {}
	pub fn overflowing_div(self, rhs: u8) -> (u8, bool) {}
	pub fn overflowing_div_euclid(self, rhs: u8) -> (u8, bool) {}
	pub fn overflowing_rem(self, rhs: u8) -> (u8, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: u8) -> (u8, bool) {}
	pub fn overflowing_neg(self) -> (u8, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (u8, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (u8, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (u8, bool) {}
	pub fn pow(self, exp: u32) -> u8 {}
	pub fn isqrt(self) -> u8 {}
	pub fn div_euclid(self, rhs: u8) -> u8 {}
	pub fn rem_euclid(self, rhs: u8) -> u8 {}
	pub fn div_ceil(self, rhs: u8) -> u8 {}
	pub fn next_multiple_of(self, rhs: u8) -> u8 {}
	pub fn checked_next_multiple_of(self, rhs: u8) -> crate::option::Option<u8> {}
	pub fn is_multiple_of(self, rhs: u8) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> u8 {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<u8> {}
	pub fn to_be_bytes(self) -> [u8; 1] {}
	pub fn to_le_bytes(self) -> [u8; 1] {}
	pub fn to_ne_bytes(self) -> [u8; 1] {}
	pub fn from_be_bytes(bytes: [u8; 1]) -> u8 {}
	pub fn from_le_bytes(bytes: [u8; 1]) -> u8 {}
	pub fn from_ne_bytes(bytes: [u8; 1]) -> u8 {}
	pub fn min_value() -> u8 {}
	pub fn max_value() -> u8 {}
	pub fn midpoint(self, rhs: u8) -> u8 {}
	pub fn is_ascii(&self) -> bool {}
	pub fn to_ascii_uppercase(&self) -> u8 {}
	pub fn to_ascii_lowercase(&self) -> u8 {}
	pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool {}
	pub fn make_ascii_uppercase(&mut self) {}
	pub fn make_ascii_lowercase(&mut self) {}
	pub fn is_ascii_alphabetic(&self) -> bool {}
	pub fn is_ascii_uppercase(&self) -> bool {}
	pub fn is_ascii_lowercase(&self) -> bool {}
	pub fn is_ascii_alphanumeric(&self) -> bool {}
	pub fn is_ascii_digit(&self) -> bool {}
	pub fn is_ascii_hexdigit(&self) -> bool {}
	pub fn is_ascii_punctuation(&self) -> bool {}
	pub fn is_ascii_graphic(&self) -> bool {}
	pub fn is_ascii_whitespace(&self) -> bool {}
	pub fn is_ascii_control(&self) -> bool {}
	pub fn escape_ascii(self) -> crate::ascii::EscapeDefault {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<u8, crate::num::ParseIntError> {}
}
#[macro_export] macro_rules! unimplemented { () => {}; }
impl crate::default::Default for () {}
#[macro_export] macro_rules! unreachable { () => {}; }
impl crate::clone::Clone for usize {}
impl crate::default::Default for usize {}
impl crate::str::FromStr for usize {
	type Err = crate::num::ParseIntError;
}
impl usize {
	pub const MIN: usize = ();
	pub const MAX: usize = ();
	pub const BITS: u32 = ();
	pub fn count_ones(self) -> u32 {}
	pub fn count_zeros(self) -> u32 {}
	pub fn leading_zeros(self) -> u32 {}
	pub fn trailing_zeros(self) -> u32 {}
	pub fn leading_ones(self) -> u32 {}
	pub fn trailing_ones(self) -> u32 {}
	pub fn cast_signed(self) -> isize {}
	pub fn rotate_left(self, n: u32) -> usize {}
	pub fn rotate_right(self, n: u32) -> usize {}
	pub fn swap_bytes(self) -> usize {}
	pub fn reverse_bits(self) -> usize {}
	pub fn from_be(x: usize) -> usize {}
	pub fn from_le(x: usize) -> usize {}
	pub fn to_be(self) -> usize {}
	pub fn to_le(self) -> usize {}
	pub fn checked_add(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_add(self, rhs: usize) -> usize {}
	pub fn unchecked_add(self, rhs: usize) -> usize {}
	pub fn checked_add_signed(self, rhs: isize) -> crate::option::Option<usize> {}
	pub fn strict_add_signed(self, rhs: isize) -> usize {}
	pub fn checked_sub(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_sub(self, rhs: usize) -> usize {}
	pub fn unchecked_sub(self, rhs: usize) -> usize {}
	pub fn checked_sub_signed(self, rhs: isize) -> crate::option::Option<usize> {}
	pub fn strict_sub_signed(self, rhs: isize) -> usize {}
	pub fn checked_signed_diff(self, rhs: usize) -> crate::option::Option<isize> {}
	pub fn checked_mul(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_mul(self, rhs: usize) -> usize {}
	pub fn unchecked_mul(self, rhs: usize) -> usize {}
	pub fn checked_div(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_div(self, rhs: usize) -> usize {}
	pub fn checked_div_euclid(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_div_euclid(self, rhs: usize) -> usize {}
	pub fn checked_rem(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_rem(self, rhs: usize) -> usize {}
	pub fn checked_rem_euclid(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn strict_rem_euclid(self, rhs: usize) -> usize {}
	pub fn ilog(self, base: usize) -> u32 {}
	pub fn ilog2(self) -> u32 {}
	pub fn ilog10(self) -> u32 {}
	pub fn checked_ilog(self, base: usize) -> crate::option::Option<u32> {}
	pub fn checked_ilog2(self) -> crate::option::Option<u32> {}
	pub fn checked_ilog10(self) -> crate::option::Option<u32> {}
	pub fn checked_neg(self) -> crate::option::Option<usize> {}
	pub fn strict_neg(self) -> usize {}
	pub fn checked_shl(self, rhs: u32) -> crate::option::Option<usize> {}
	pub fn strict_shl(self, rhs: u32) -> usize {}
	pub fn unchecked_shl(self, rhs: u32) -> usize {}
	pub fn unbounded_shl(self, rhs: u32) -> usize {}
	pub fn checked_shr(self, rhs: u32) -> crate::option::Option<usize> {}
	pub fn strict_shr(self, rhs: u32) -> usize {}
	pub fn unchecked_shr(self, rhs: u32) -> usize {}
	pub fn unbounded_shr(self, rhs: u32) -> usize {}
	pub fn checked_pow(self, exp: u32) -> crate::option::Option<usize> {}
	pub fn strict_pow(self, exp: u32) -> usize {}
	pub fn saturating_add(self, rhs: usize) -> usize {}
	pub fn saturating_add_signed(self, rhs: isize) -> usize {}
	pub fn saturating_sub(self, rhs: usize) -> usize {}
	pub fn saturating_sub_signed(self, rhs: isize) -> usize {}
	pub fn saturating_mul(self, rhs: usize) -> usize {}
	pub fn saturating_div(self, rhs: usize) -> usize {}
	pub fn saturating_pow(self, exp: u32) -> usize {}
	pub fn wrapping_add(self, rhs: usize) -> usize {}
	pub fn wrapping_add_signed(self, rhs: isize) -> usize {}
	pub fn wrapping_sub(self, rhs: usize) -> usize {}
	pub fn wrapping_sub_signed(self, rhs: isize) -> usize {}
	pub fn wrapping_mul(self, rhs: usize) -> usize {}
	pub fn wrapping_div(self, rhs: usize) -> usize {}
	pub fn wrapping_div_euclid(self, rhs: usize) -> usize {}
	pub fn wrapping_rem(self, rhs: usize) -> usize {}
	pub fn wrapping_rem_euclid(self, rhs: usize) -> usize {}
	pub fn wrapping_neg(self) -> usize {}
	pub fn wrapping_shl(self, rhs: u32) -> usize {}
	pub fn wrapping_shr(self, rhs: u32) -> usize {}
	pub fn wrapping_pow(self, exp: u32) -> usize {}
	pub fn overflowing_add(self, rhs: usize) -> (usize, bool) {}
	pub fn carrying_add(self, rhs: usize, carry: bool) -> (usize, bool) {}
	pub fn overflowing_add_signed(self, rhs: isize) -> (usize, bool) {}
	pub fn overflowing_sub(self, rhs: usize) -> (usize, bool) {}
	pub fn borrowing_sub(self, rhs: usize, borrow: bool) -> (usize, bool) {}
	pub fn overflowing_sub_signed(self, rhs: isize) -> (usize, bool) {}
	pub fn abs_diff(self, other: usize) -> usize {}
	pub fn overflowing_mul(self, rhs: usize) -> (usize, bool) {}
	pub fn carrying_mul(self, rhs: usize, carry: usize) -> (usize, usize) {}
	pub fn carrying_mul_add(self, rhs: usize, carry: usize, add: usize) -> (usize, usize) {}
	pub fn overflowing_div(self, rhs: usize) -> (usize, bool) {}
	pub fn overflowing_div_euclid(self, rhs: usize) -> (usize, bool) {}
	pub fn overflowing_rem(self, rhs: usize) -> (usize, bool) {}
	pub fn overflowing_rem_euclid(self, rhs: usize) -> (usize, bool) {}
	pub fn overflowing_neg(self) -> (usize, bool) {}
	pub fn overflowing_shl(self, rhs: u32) -> (usize, bool) {}
	pub fn overflowing_shr(self, rhs: u32) -> (usize, bool) {}
	pub fn overflowing_pow(self, exp: u32) -> (usize, bool) {}
	pub fn pow(self, exp: u32) -> usize {}
	pub fn isqrt(self) -> usize {}
	pub fn div_euclid(self, rhs: usize) -> usize {}
	pub fn rem_euclid(self, rhs: usize) -> usize {}
	pub fn div_ceil(self, rhs: usize) -> usize {}
	pub fn next_multiple_of(self, rhs: usize) -> usize {}
	pub fn checked_next_multiple_of(self, rhs: usize) -> crate::option::Option<usize> {}
	pub fn is_multiple_of(self, rhs: usize) -> bool {}
	pub fn is_power_of_two(self) -> bool {}
	pub fn next_power_of_two(self) -> usize {}
	pub fn checked_next_power_of_two(self) -> crate::option::Option<usize> {}
	pub fn to_be_bytes(self) -> [u8; 8] {}
	pub fn to_le_bytes(self) -> [u8; 8] {}
	pub fn to_ne_bytes(self) -> [u8; 8] {}
	pub fn from_be_bytes(bytes: [u8; 8]) -> usize {}
	pub fn from_le_bytes(bytes: [u8; 8]) -> usize {}
	pub fn from_ne_bytes(bytes: [u8; 8]) -> usize {}
	pub fn min_value() -> usize {}
	pub fn max_value() -> usize {}
	pub fn midpoint(self, rhs: usize) -> usize {}
	pub fn from_str_radix(src: &str, radix: u32) -> crate::result::Result<usize, crate::num::ParseIntError> {}
}
#[macro_export] macro_rules! vec { () => {}; }
#[macro_export] macro_rules! write { () => {}; }
#[macro_export] macro_rules! writeln { () => {}; }
pub mod alloc {
	pub trait GlobalAlloc {
		fn alloc(&self, layout: crate::alloc::Layout) -> *mut u8;
		fn dealloc(&self, ptr: *mut u8, layout: crate::alloc::Layout);
		fn alloc_zeroed(&self, layout: crate::alloc::Layout) -> *mut u8;
		fn realloc(&self, ptr: *mut u8, layout: crate::alloc::Layout, new_size: usize) -> *mut u8;
	}
	pub struct Layout {}
	impl crate::alloc::Layout {
		pub fn from_size_align(size: usize, align: usize) -> crate::result::Result<crate::alloc::Layout, crate::alloc::LayoutError> {}
		pub fn from_size_align_unchecked(size: usize, align: usize) -> crate::alloc::Layout {}
		pub fn size(&self) -> usize {}
		pub fn align(&self) -> usize {}
		pub fn new<T>() -> crate::alloc::Layout {}
		pub fn for_value<T>(t: &T) -> crate::alloc::Layout {}
		pub fn dangling_ptr(&self) -> crate::ptr::NonNull<u8> {}
		pub fn align_to(&self, align: usize) -> crate::result::Result<crate::alloc::Layout, crate::alloc::LayoutError> {}
		pub fn pad_to_align(&self) -> crate::alloc::Layout {}
		pub fn repeat(&self, n: usize) -> crate::result::Result<(crate::alloc::Layout, usize), crate::alloc::LayoutError> {}
		pub fn extend(&self, next: crate::alloc::Layout) -> crate::result::Result<(crate::alloc::Layout, usize), crate::alloc::LayoutError> {}
		pub fn repeat_packed(&self, n: usize) -> crate::result::Result<crate::alloc::Layout, crate::alloc::LayoutError> {}
		pub fn extend_packed(&self, next: crate::alloc::Layout) -> crate::result::Result<crate::alloc::Layout, crate::alloc::LayoutError> {}
		pub fn array<T>(n: usize) -> crate::result::Result<crate::alloc::Layout, crate::alloc::LayoutError> {}
	}
	impl crate::clone::Clone for crate::alloc::Layout {}
	#[deprecated(since = "1.52.0", note = "Name does not follow std convention, use LayoutError")]
	pub type LayoutErr = crate::alloc::LayoutError;
	pub struct LayoutError;
	impl crate::clone::Clone for crate::alloc::LayoutError {}
	impl crate::error::Error for crate::alloc::LayoutError {}
	pub struct System;
	impl crate::clone::Clone for crate::alloc::System {}
	impl crate::default::Default for crate::alloc::System {}
	pub fn alloc(layout: crate::alloc::Layout) -> *mut u8 {}
	pub fn alloc_zeroed(layout: crate::alloc::Layout) -> *mut u8 {}
	pub fn dealloc(ptr: *mut u8, layout: crate::alloc::Layout) {}
	pub fn handle_alloc_error(layout: crate::alloc::Layout) -> !{}
	pub fn realloc(ptr: *mut u8, layout: crate::alloc::Layout, new_size: usize) -> *mut u8 {}
}
pub mod any {
	pub trait Any {
		fn type_id(&self) -> crate::any::TypeId;
	}
	impl dyn crate::any::Any + crate::marker::Send {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
	}
	impl dyn crate::any::Any + crate::marker::Sync + crate::marker::Send {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
	}
	impl dyn crate::any::Any {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
	}
	impl<A> crate::boxed::Box<dyn crate::any::Any + crate::marker::Send, A> {
		pub fn downcast<T>(self) -> crate::result::Result<crate::boxed::Box<T, A>, crate::boxed::Box<dyn crate::any::Any + crate::marker::Send, A>> {}
	}
	impl<A> crate::boxed::Box<dyn crate::any::Any + crate::marker::Sync + crate::marker::Send, A> {
		pub fn downcast<T>(self) -> crate::result::Result<crate::boxed::Box<T, A>, crate::boxed::Box<dyn crate::any::Any + crate::marker::Sync + crate::marker::Send, A>> {}
	}
	impl<A> crate::boxed::Box<dyn crate::any::Any, A> {
		pub fn downcast<T>(self) -> crate::result::Result<crate::boxed::Box<T, A>, crate::boxed::Box<dyn crate::any::Any, A>> {}
	}
	impl<T> crate::any::Any for T {}
	pub struct TypeId {}
	impl crate::any::TypeId {
		pub fn of<T>() -> crate::any::TypeId {}
	}
	impl crate::clone::Clone for crate::any::TypeId {}
	pub fn type_name<T>() -> &'static str {}
	pub fn type_name_of_val<T>(_val: &T) -> &'static str {}
}
pub mod array {
	pub struct IntoIter<T, const N: usize> {}
	impl<T, const N: usize> crate::array::IntoIter<T, N> {
		#[deprecated(since = "1.59.0", note = "use IntoIterator::into_iter instead")]
		pub fn new(array: [T; N]) -> crate::array::IntoIter<T, N> {}
		pub fn as_slice(&self) -> &[T] {}
		pub fn as_mut_slice(&mut self) -> &mut [T] {}
	}
	impl<T, const N: usize> crate::clone::Clone for crate::array::IntoIter<T, N> {}
	impl<T, const N: usize> crate::default::Default for crate::array::IntoIter<T, N> {}
	impl<T, const N: usize> crate::iter::DoubleEndedIterator for crate::array::IntoIter<T, N> {}
	impl<T, const N: usize> crate::iter::Iterator for crate::array::IntoIter<T, N> {
		type Item = T;
	}
	pub struct TryFromSliceError();
	impl crate::clone::Clone for crate::array::TryFromSliceError {}
	impl crate::error::Error for crate::array::TryFromSliceError {}
	pub fn from_fn<T, const N: usize, F>(f: F) -> [T; N] where F: crate::ops::FnMut(usize) -> T {}
	pub fn from_mut<T>(s: &mut T) -> &mut [T; 1] {}
	pub fn from_ref<T>(s: &T) -> &[T; 1] {}
	pub fn repeat<T, const N: usize>(val: T) -> [T; N] {}
}
pub mod ascii {
	#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
	pub trait AsciiExt {
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		type Owned;
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn is_ascii(&self) -> bool;
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn to_ascii_uppercase(&self) -> Self::Owned;
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn to_ascii_lowercase(&self) -> Self::Owned;
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn eq_ignore_ascii_case(&self, other: &Self) -> bool;
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn make_ascii_uppercase(&mut self);
		#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
		fn make_ascii_lowercase(&mut self);
	}
	pub struct EscapeDefault();
	impl crate::clone::Clone for crate::ascii::EscapeDefault {}
	impl crate::iter::DoubleEndedIterator for crate::ascii::EscapeDefault {}
	impl crate::iter::Iterator for crate::ascii::EscapeDefault {
		type Item = u8;
	}
	pub fn escape_default(c: u8) -> crate::ascii::EscapeDefault {}
}
pub mod backtrace {
	pub struct Backtrace {}
	impl crate::backtrace::Backtrace {
		pub fn capture() -> crate::backtrace::Backtrace {}
		pub fn force_capture() -> crate::backtrace::Backtrace {}
		pub fn disabled() -> crate::backtrace::Backtrace {}
		pub fn status(&self) -> crate::backtrace::BacktraceStatus {}
	}
	pub enum BacktraceStatus { Unsupported, Disabled, Captured }
}
pub mod borrow {
	pub trait Borrow<Borrowed> {
		fn borrow(&self) -> &Borrowed;
	}
	impl<T> crate::borrow::Borrow<T> for &T {}
	impl<T> crate::borrow::Borrow<T> for &mut T {}
	impl<T> crate::borrow::Borrow<T> for T {}
	pub trait BorrowMut<Borrowed>: crate::borrow::Borrow<Borrowed> {
		fn borrow_mut(&mut self) -> &mut Borrowed;
	}
	pub enum Cow<'a, B> where B: crate::borrow::ToOwned { Borrowed(&'a B), Owned(<B as crate::borrow::ToOwned>::Owned) }
	impl<B> crate::borrow::Cow<'_, B> where B: crate::borrow::ToOwned {
		pub fn to_mut(&mut self) -> &mut <B as crate::borrow::ToOwned>::Owned {}
		pub fn into_owned(self) -> <B as crate::borrow::ToOwned>::Owned {}
	}
	impl<B> crate::clone::Clone for crate::borrow::Cow<'_, B> where B: crate::borrow::ToOwned {}
	impl<B> crate::default::Default for crate::borrow::Cow<'_, B> where B: crate::borrow::ToOwned {}
	impl<B> crate::ops::Deref for crate::borrow::Cow<'_, B> where B: crate::borrow::ToOwned {
		type Target = B;
	}
	pub trait ToOwned {
		type Owned: crate::borrow::Borrow<Self>;
		fn to_owned(&self) -> Self::Owned;
		fn clone_into(&self, target: &mut Self::Owned);
	}
	impl<T> crate::borrow::ToOwned for T where T: crate::clone::Clone {
		type Owned = T;
	}
}
pub mod boxed {
	pub struct Box<T, A = crate::alloc::Global>();
	impl crate::clone::Clone for crate::boxed::Box<crate::bstr::ByteStr> {}
	impl crate::clone::Clone for crate::boxed::Box<crate::ffi::CStr> {}
	impl crate::clone::Clone for crate::boxed::Box<crate::ffi::OsStr> {}
	impl crate::clone::Clone for crate::boxed::Box<crate::path::Path> {}
	impl crate::clone::Clone for crate::boxed::Box<str> {}
	impl crate::default::Default for crate::boxed::Box<crate::ffi::CStr> {}
	impl crate::default::Default for crate::boxed::Box<crate::ffi::OsStr> {}
	impl crate::default::Default for crate::boxed::Box<str> {}
	impl<'a, I, A> crate::iter::IntoIterator for &'a crate::boxed::Box<[I], A> {
		type IntoIter = crate::slice::Iter<'a, I>;
		type Item = &'a I;
	}
	impl<'a, I, A> crate::iter::IntoIterator for &'a mut crate::boxed::Box<[I], A> {
		type IntoIter = crate::slice::IterMut<'a, I>;
		type Item = &'a mut I;
	}
	impl<B> crate::io::BufRead for crate::boxed::Box<B> {}
	impl<E> crate::error::Error for crate::boxed::Box<E> {}
	impl<F, A> crate::future::Future for crate::boxed::Box<F, A> where F: crate::future::Future {
		type Output = <F as crate::future::Future>::Output;
	}
	impl<I, A> crate::iter::DoubleEndedIterator for crate::boxed::Box<I, A> {}
	impl<I, A> crate::iter::IntoIterator for crate::boxed::Box<[I], A> {
		type IntoIter = crate::vec::IntoIter<I, A>;
		type Item = I;
	}
	impl<I, A> crate::iter::Iterator for crate::boxed::Box<I, A> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	impl<R> crate::io::Read for crate::boxed::Box<R> {}
	impl<S> crate::io::Seek for crate::boxed::Box<S> {}
	impl<T, A> crate::boxed::Box<T, A> {
		pub fn leak<'a>(b: crate::boxed::Box<T, A>) -> &'a mut T {}
		pub fn into_pin(boxed: crate::boxed::Box<T, A>) -> crate::pin::Pin<crate::boxed::Box<T, A>> {}
	}
	impl<T, A> crate::boxed::Box<[crate::mem::MaybeUninit<T>], A> {
		pub fn assume_init(self) -> crate::boxed::Box<[T], A> {}
	}
	impl<T, A> crate::boxed::Box<crate::mem::MaybeUninit<T>, A> {
		pub fn assume_init(self) -> crate::boxed::Box<T, A> {}
		pub fn write(boxed: crate::boxed::Box<crate::mem::MaybeUninit<T>, A>, value: T) -> crate::boxed::Box<T, A> {}
	}
	impl<T, A> crate::clone::Clone for crate::boxed::Box<T, A> {}
	impl<T, A> crate::clone::Clone for crate::boxed::Box<[T], A> {}
	impl<T, A> crate::hash::Hasher for crate::boxed::Box<T, A> {}
	impl<T, A> crate::ops::Deref for crate::boxed::Box<T, A> {
		type Target = T;
	}
	impl<T> crate::boxed::Box<T> {
		pub fn new(x: T) -> crate::boxed::Box<T> {}
		pub fn new_uninit() -> crate::boxed::Box<crate::mem::MaybeUninit<T>> {}
		pub fn new_zeroed() -> crate::boxed::Box<crate::mem::MaybeUninit<T>> {}
		pub fn pin(x: T) -> crate::pin::Pin<crate::boxed::Box<T>> {}
		pub fn from_raw(raw: *mut T) -> crate::boxed::Box<T> {}
		pub fn into_raw(b: crate::boxed::Box<T>) -> *mut T {}
	}
	impl<T> crate::boxed::Box<[T]> {
		pub fn new_uninit_slice(len: usize) -> crate::boxed::Box<[crate::mem::MaybeUninit<T>]> {}
		pub fn new_zeroed_slice(len: usize) -> crate::boxed::Box<[crate::mem::MaybeUninit<T>]> {}
	}
	impl<T> crate::default::Default for crate::boxed::Box<T> {}
	impl<T> crate::default::Default for crate::boxed::Box<[T]> {}
	impl<T> crate::default::Default for crate::pin::Pin<crate::boxed::Box<T>> {}
	impl<T> crate::os::fd::AsFd for crate::boxed::Box<T> {}
	impl<T> crate::os::fd::AsRawFd for crate::boxed::Box<T> {}
	impl<T> crate::os::windows::io::AsHandle for crate::boxed::Box<T> {}
	impl<T> crate::os::windows::io::AsSocket for crate::boxed::Box<T> {}
	impl<W> crate::io::Write for crate::boxed::Box<W> {}
}
pub mod cell {
	pub struct BorrowError {}
	impl crate::error::Error for crate::cell::BorrowError {}
	pub struct BorrowMutError {}
	impl crate::error::Error for crate::cell::BorrowMutError {}
	pub struct Cell<T> {}
	impl<T, const N: usize> crate::cell::Cell<[T; N]> {
		pub fn as_array_of_cells(&self) -> &[crate::cell::Cell<T>; N] {}
	}
	impl<T> crate::cell::Cell<T> {
		pub fn new(value: T) -> crate::cell::Cell<T> {}
		pub fn set(&self, val: T) {}
		pub fn swap(&self, other: &crate::cell::Cell<T>) {}
		pub fn replace(&self, val: T) -> T {}
		pub fn into_inner(self) -> T {}
		pub fn get(&self) -> T {}
		pub fn update(&self, f: impl crate::ops::FnOnce(T) -> T) {}
		pub fn as_ptr(&self) -> *mut T {}
		pub fn get_mut(&mut self) -> &mut T {}
		pub fn from_mut(t: &mut T) -> &crate::cell::Cell<T> {}
		pub fn take(&self) -> T {}
	}
	impl<T> crate::cell::Cell<[T]> {
		pub fn as_slice_of_cells(&self) -> &[crate::cell::Cell<T>] {}
	}
	impl<T> crate::clone::Clone for crate::cell::Cell<T> {}
	impl<T> crate::default::Default for crate::cell::Cell<T> {}
	pub struct LazyCell<T, F = fn() -> T> {}
	impl<T, F> crate::cell::LazyCell<T, F> where F: crate::ops::FnOnce() -> T {
		pub fn new(f: F) -> crate::cell::LazyCell<T, F> {}
		pub fn force(this: &crate::cell::LazyCell<T, F>) -> &T {}
		pub fn force_mut(this: &mut crate::cell::LazyCell<T, F>) -> &mut T {}
	}
	impl<T, F> crate::cell::LazyCell<T, F> {
		pub fn get_mut(this: &mut crate::cell::LazyCell<T, F>) -> crate::option::Option<&mut T> {}
		pub fn get(this: &crate::cell::LazyCell<T, F>) -> crate::option::Option<&T> {}
	}
	impl<T, F> crate::ops::Deref for crate::cell::LazyCell<T, F> where F: crate::ops::FnOnce() -> T {
		type Target = T;
	}
	impl<T> crate::default::Default for crate::cell::LazyCell<T> {}
	pub struct OnceCell<T> {}
	impl<T> crate::cell::OnceCell<T> {
		pub fn new() -> crate::cell::OnceCell<T> {}
		pub fn get(&self) -> crate::option::Option<&T> {}
		pub fn get_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn set(&self, value: T) -> crate::result::Result<(), T> {}
		pub fn get_or_init<F>(&self, f: F) -> &T where F: crate::ops::FnOnce() -> T {}
		pub fn into_inner(self) -> crate::option::Option<T> {}
		pub fn take(&mut self) -> crate::option::Option<T> {}
	}
	impl<T> crate::clone::Clone for crate::cell::OnceCell<T> {}
	impl<T> crate::default::Default for crate::cell::OnceCell<T> {}
	pub struct Ref<'b, T> {}
	impl<'b, T> crate::cell::Ref<'b, T> {
		pub fn clone(orig: &crate::cell::Ref<'b, T>) -> crate::cell::Ref<'b, T> {}
		pub fn map<U, F>(orig: crate::cell::Ref<'b, T>, f: F) -> crate::cell::Ref<'b, U> where F: crate::ops::FnOnce(&T) -> &U {}
		pub fn filter_map<U, F>(orig: crate::cell::Ref<'b, T>, f: F) -> crate::result::Result<crate::cell::Ref<'b, U>, crate::cell::Ref<'b, T>> where F: crate::ops::FnOnce(&T) -> crate::option::Option<&U> {}
		pub fn map_split<U, V, F>(orig: crate::cell::Ref<'b, T>, f: F) -> (crate::cell::Ref<'b, U>, crate::cell::Ref<'b, V>) where F: crate::ops::FnOnce(&T) -> (&U, &V) {}
	}
	impl<T> crate::ops::Deref for crate::cell::Ref<'_, T> {
		type Target = T;
	}
	pub struct RefCell<T> {}
	impl<T> crate::cell::RefCell<T> {
		pub fn new(value: T) -> crate::cell::RefCell<T> {}
		pub fn into_inner(self) -> T {}
		pub fn replace(&self, t: T) -> T {}
		pub fn replace_with<F>(&self, f: F) -> T where F: crate::ops::FnOnce(&mut T) -> T {}
		pub fn swap(&self, other: &crate::cell::RefCell<T>) {}
		pub fn borrow(&self) -> crate::cell::Ref<'_, T> {}
		pub fn try_borrow(&self) -> crate::result::Result<crate::cell::Ref<'_, T>, crate::cell::BorrowError> {}
		pub fn borrow_mut(&self) -> crate::cell::RefMut<'_, T> {}
		pub fn try_borrow_mut(&self) -> crate::result::Result<crate::cell::RefMut<'_, T>, crate::cell::BorrowMutError> {}
		pub fn as_ptr(&self) -> *mut T {}
		pub fn get_mut(&mut self) -> &mut T {}
		pub fn try_borrow_unguarded(&self) -> crate::result::Result<&T, crate::cell::BorrowError> {}
		pub fn take(&self) -> T {}
	}
	impl<T> crate::clone::Clone for crate::cell::RefCell<T> {}
	impl<T> crate::default::Default for crate::cell::RefCell<T> {}
	pub struct RefMut<'b, T> {}
	impl<'b, T> crate::cell::RefMut<'b, T> {
		pub fn map<U, F>(orig: crate::cell::RefMut<'b, T>, f: F) -> crate::cell::RefMut<'b, U> where F: crate::ops::FnOnce(&mut T) -> &mut U {}
		pub fn filter_map<U, F>(orig: crate::cell::RefMut<'b, T>, f: F) -> crate::result::Result<crate::cell::RefMut<'b, U>, crate::cell::RefMut<'b, T>> where F: crate::ops::FnOnce(&mut T) -> crate::option::Option<&mut U> {}
		pub fn map_split<U, V, F>(orig: crate::cell::RefMut<'b, T>, f: F) -> (crate::cell::RefMut<'b, U>, crate::cell::RefMut<'b, V>) where F: crate::ops::FnOnce(&mut T) -> (&mut U, &mut V) {}
	}
	impl<T> crate::ops::Deref for crate::cell::RefMut<'_, T> {
		type Target = T;
	}
	pub struct UnsafeCell<T> {}
	impl<T> crate::cell::UnsafeCell<T> {
		pub fn new(value: T) -> crate::cell::UnsafeCell<T> {}
		pub fn into_inner(self) -> T {}
		pub fn from_mut(value: &mut T) -> &mut crate::cell::UnsafeCell<T> {}
		pub fn get(&self) -> *mut T {}
		pub fn get_mut(&mut self) -> &mut T {}
		pub fn raw_get(this: *const crate::cell::UnsafeCell<T>) -> *mut T {}
	}
	impl<T> crate::default::Default for crate::cell::UnsafeCell<T> {}
}
pub mod char {
	pub struct CharTryFromError();
	impl crate::clone::Clone for crate::char::CharTryFromError {}
	impl crate::error::Error for crate::char::CharTryFromError {}
	pub struct DecodeUtf16<I> where I: crate::iter::Iterator<Item = u16> {}
	impl<I> crate::clone::Clone for crate::char::DecodeUtf16<I> where I: crate::iter::Iterator<Item = u16> {}
	impl<I> crate::iter::Iterator for crate::char::DecodeUtf16<I> where I: crate::iter::Iterator<Item = u16> {
		type Item = crate::result::Result<char, crate::char::DecodeUtf16Error>;
	}
	pub struct DecodeUtf16Error {}
	impl crate::char::DecodeUtf16Error {
		pub fn unpaired_surrogate(&self) -> u16 {}
	}
	impl crate::clone::Clone for crate::char::DecodeUtf16Error {}
	impl crate::error::Error for crate::char::DecodeUtf16Error {}
	pub struct EscapeDebug();
	impl crate::clone::Clone for crate::char::EscapeDebug {}
	impl crate::iter::Iterator for crate::char::EscapeDebug {
		type Item = char;
	}
	pub struct EscapeDefault();
	impl crate::clone::Clone for crate::char::EscapeDefault {}
	impl crate::iter::Iterator for crate::char::EscapeDefault {
		type Item = char;
	}
	pub struct EscapeUnicode();
	impl crate::clone::Clone for crate::char::EscapeUnicode {}
	impl crate::iter::Iterator for crate::char::EscapeUnicode {
		type Item = char;
	}
	pub const MAX: char = ();
	pub struct ParseCharError {}
	impl crate::clone::Clone for crate::char::ParseCharError {}
	impl crate::error::Error for crate::char::ParseCharError {}
	pub const REPLACEMENT_CHARACTER: char = ();
	pub struct ToLowercase();
	impl crate::clone::Clone for crate::char::ToLowercase {}
	impl crate::iter::DoubleEndedIterator for crate::char::ToLowercase {}
	impl crate::iter::Iterator for crate::char::ToLowercase {
		type Item = char;
	}
	pub struct ToUppercase();
	impl crate::clone::Clone for crate::char::ToUppercase {}
	impl crate::iter::DoubleEndedIterator for crate::char::ToUppercase {}
	impl crate::iter::Iterator for crate::char::ToUppercase {
		type Item = char;
	}
	pub struct TryFromCharError();
	impl crate::clone::Clone for crate::char::TryFromCharError {}
	impl crate::error::Error for crate::char::TryFromCharError {}
	pub const UNICODE_VERSION: (u8, u8, u8) = ();
	pub fn decode_utf16<I>(iter: I) -> crate::char::DecodeUtf16<<I as crate::iter::IntoIterator>::IntoIter> where I: crate::iter::IntoIterator<Item = u16> {}
	pub fn from_digit(num: u32, radix: u32) -> crate::option::Option<char> {}
	pub fn from_u32(i: u32) -> crate::option::Option<char> {}
	pub fn from_u32_unchecked(i: u32) -> char {}
}
pub mod clone {
	pub macro Clone() {}
	pub trait Clone: crate::marker::Sized {
		fn clone(&self) -> Self;
		fn clone_from(&mut self, source: &Self);
	}
	impl<T> crate::clone::Clone for &T {}
}
pub mod cmp {
	pub macro Eq() {}
	pub trait Eq: crate::cmp::PartialEq {}
	pub macro Ord() {}
	pub trait Ord: crate::cmp::Eq + crate::cmp::PartialOrd {
		fn cmp(&self, other: &Self) -> crate::cmp::Ordering;
		fn max(self, other: Self) -> Self;
		fn min(self, other: Self) -> Self;
		fn clamp(self, min: Self, max: Self) -> Self;
	}
	pub enum Ordering { Less = -1, Equal = 0, Greater = 1 }
	impl crate::clone::Clone for crate::cmp::Ordering {}
	impl crate::cmp::Ordering {
		pub fn is_eq(self) -> bool {}
		pub fn is_ne(self) -> bool {}
		pub fn is_lt(self) -> bool {}
		pub fn is_gt(self) -> bool {}
		pub fn is_le(self) -> bool {}
		pub fn is_ge(self) -> bool {}
		pub fn reverse(self) -> crate::cmp::Ordering {}
		pub fn then(self, other: crate::cmp::Ordering) -> crate::cmp::Ordering {}
		pub fn then_with<F>(self, f: F) -> crate::cmp::Ordering where F: crate::ops::FnOnce() -> crate::cmp::Ordering {}
	}
	pub macro PartialEq() {}
	pub trait PartialEq<Rhs = Self> {
		fn eq(&self, other: &Rhs) -> bool;
		fn ne(&self, other: &Rhs) -> bool;
	}
	pub macro PartialOrd() {}
	pub trait PartialOrd<Rhs = Self>: crate::cmp::PartialEq<Rhs> {
		fn partial_cmp(&self, other: &Rhs) -> crate::option::Option<crate::cmp::Ordering>;
		fn lt(&self, other: &Rhs) -> bool;
		fn le(&self, other: &Rhs) -> bool;
		fn gt(&self, other: &Rhs) -> bool;
		fn ge(&self, other: &Rhs) -> bool;
	}
	pub struct Reverse<T>(pub T);
	impl<T> crate::clone::Clone for crate::cmp::Reverse<T> {}
	impl<T> crate::default::Default for crate::cmp::Reverse<T> {}
	pub fn max<T>(v1: T, v2: T) -> T {}
	pub fn max_by<T, F>(v1: T, v2: T, compare: F) -> T where F: crate::ops::FnOnce(&T, &T) -> crate::cmp::Ordering {}
	pub fn max_by_key<T, F, K>(v1: T, v2: T, f: F) -> T where F: crate::ops::FnMut(&T) -> K {}
	pub fn min<T>(v1: T, v2: T) -> T {}
	pub fn min_by<T, F>(v1: T, v2: T, compare: F) -> T where F: crate::ops::FnOnce(&T, &T) -> crate::cmp::Ordering {}
	pub fn min_by_key<T, F, K>(v1: T, v2: T, f: F) -> T where F: crate::ops::FnMut(&T) -> K {}
}
pub mod collections {
	pub struct BTreeMap<K, V, A = crate::alloc::Global> {}
	impl<'a, K, V, A> crate::iter::IntoIterator for &'a crate::collections::BTreeMap<K, V, A> {
		type Item = (&'a K, &'a V);
		type IntoIter = crate::collections::btree_map::Iter<'a, K, V>;
	}
	impl<'a, K, V, A> crate::iter::IntoIterator for &'a mut crate::collections::BTreeMap<K, V, A> {
		type Item = (&'a K, &'a mut V);
		type IntoIter = crate::collections::btree_map::IterMut<'a, K, V>;
	}
	impl<K, Q, V, A> crate::ops::Index<&Q> for crate::collections::BTreeMap<K, V, A> where K: crate::borrow::Borrow<Q> {
		type Output = V;
	}
	impl<K, V, A> crate::clone::Clone for crate::collections::BTreeMap<K, V, A> {}
	impl<K, V, A> crate::collections::BTreeMap<K, V, A> {
		pub fn clear(&mut self) {}
		pub fn get<Q>(&self, key: &Q) -> crate::option::Option<&V> where K: crate::borrow::Borrow<Q> {}
		pub fn get_key_value<Q>(&self, k: &Q) -> crate::option::Option<(&K, &V)> where K: crate::borrow::Borrow<Q> {}
		pub fn first_key_value(&self) -> crate::option::Option<(&K, &V)> {}
		pub fn first_entry(&mut self) -> crate::option::Option<crate::collections::btree_map::OccupiedEntry<'_, K, V, A>> {}
		pub fn pop_first(&mut self) -> crate::option::Option<(K, V)> {}
		pub fn last_key_value(&self) -> crate::option::Option<(&K, &V)> {}
		pub fn last_entry(&mut self) -> crate::option::Option<crate::collections::btree_map::OccupiedEntry<'_, K, V, A>> {}
		pub fn pop_last(&mut self) -> crate::option::Option<(K, V)> {}
		pub fn contains_key<Q>(&self, key: &Q) -> bool where K: crate::borrow::Borrow<Q> {}
		pub fn get_mut<Q>(&mut self, key: &Q) -> crate::option::Option<&mut V> where K: crate::borrow::Borrow<Q> {}
		pub fn insert(&mut self, key: K, value: V) -> crate::option::Option<V> {}
		pub fn remove<Q>(&mut self, key: &Q) -> crate::option::Option<V> where K: crate::borrow::Borrow<Q> {}
		pub fn remove_entry<Q>(&mut self, key: &Q) -> crate::option::Option<(K, V)> where K: crate::borrow::Borrow<Q> {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&K, &mut V) -> bool {}
		pub fn append(&mut self, other: &mut crate::collections::BTreeMap<K, V, A>) {}
		pub fn range<T, R>(&self, range: R) -> crate::collections::btree_map::Range<'_, K, V> where K: crate::borrow::Borrow<T> {}
		pub fn range_mut<T, R>(&mut self, range: R) -> crate::collections::btree_map::RangeMut<'_, K, V> where K: crate::borrow::Borrow<T> {}
		pub fn entry(&mut self, key: K) -> crate::collections::btree_map::Entry<'_, K, V, A> {}
		pub fn split_off<Q>(&mut self, key: &Q) -> crate::collections::BTreeMap<K, V, A> where K: crate::borrow::Borrow<Q> {}
		pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> crate::collections::btree_map::ExtractIf<'_, K, V, R, F, A> where F: crate::ops::FnMut(&K, &mut V) -> bool {}
		pub fn into_keys(self) -> crate::collections::btree_map::IntoKeys<K, V, A> {}
		pub fn into_values(self) -> crate::collections::btree_map::IntoValues<K, V, A> {}
		pub fn iter(&self) -> crate::collections::btree_map::Iter<'_, K, V> {}
		pub fn iter_mut(&mut self) -> crate::collections::btree_map::IterMut<'_, K, V> {}
		pub fn keys(&self) -> crate::collections::btree_map::Keys<'_, K, V> {}
		pub fn values(&self) -> crate::collections::btree_map::Values<'_, K, V> {}
		pub fn values_mut(&mut self) -> crate::collections::btree_map::ValuesMut<'_, K, V> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
	}
	impl<K, V, A> crate::iter::IntoIterator for crate::collections::BTreeMap<K, V, A> {
		type Item = (K, V);
		type IntoIter = crate::collections::btree_map::IntoIter<K, V, A>;
	}
	impl<K, V> crate::collections::BTreeMap<K, V> {
		pub fn new() -> crate::collections::BTreeMap<K, V> {}
	}
	impl<K, V> crate::default::Default for crate::collections::BTreeMap<K, V> {}
	pub struct BTreeSet<T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::iter::IntoIterator for &'a crate::collections::BTreeSet<T, A> {
		type Item = &'a T;
		type IntoIter = crate::collections::btree_set::Iter<'a, T>;
	}
	impl<T, A> crate::clone::Clone for crate::collections::BTreeSet<T, A> {}
	impl<T, A> crate::collections::BTreeSet<T, A> {
		pub fn range<K, R>(&self, range: R) -> crate::collections::btree_set::Range<'_, T> where T: crate::borrow::Borrow<K> {}
		pub fn difference<'a>(&'a self, other: &'a crate::collections::BTreeSet<T, A>) -> crate::collections::btree_set::Difference<'a, T, A> {}
		pub fn symmetric_difference<'a>(&'a self, other: &'a crate::collections::BTreeSet<T, A>) -> crate::collections::btree_set::SymmetricDifference<'a, T> {}
		pub fn intersection<'a>(&'a self, other: &'a crate::collections::BTreeSet<T, A>) -> crate::collections::btree_set::Intersection<'a, T, A> {}
		pub fn union<'a>(&'a self, other: &'a crate::collections::BTreeSet<T, A>) -> crate::collections::btree_set::Union<'a, T> {}
		pub fn clear(&mut self) {}
		pub fn contains<Q>(&self, value: &Q) -> bool where T: crate::borrow::Borrow<Q> {}
		pub fn get<Q>(&self, value: &Q) -> crate::option::Option<&T> where T: crate::borrow::Borrow<Q> {}
		pub fn is_disjoint(&self, other: &crate::collections::BTreeSet<T, A>) -> bool {}
		pub fn is_subset(&self, other: &crate::collections::BTreeSet<T, A>) -> bool {}
		pub fn is_superset(&self, other: &crate::collections::BTreeSet<T, A>) -> bool {}
		pub fn first(&self) -> crate::option::Option<&T> {}
		pub fn last(&self) -> crate::option::Option<&T> {}
		pub fn pop_first(&mut self) -> crate::option::Option<T> {}
		pub fn pop_last(&mut self) -> crate::option::Option<T> {}
		pub fn insert(&mut self, value: T) -> bool {}
		pub fn replace(&mut self, value: T) -> crate::option::Option<T> {}
		pub fn remove<Q>(&mut self, value: &Q) -> bool where T: crate::borrow::Borrow<Q> {}
		pub fn take<Q>(&mut self, value: &Q) -> crate::option::Option<T> where T: crate::borrow::Borrow<Q> {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> bool {}
		pub fn append(&mut self, other: &mut crate::collections::BTreeSet<T, A>) {}
		pub fn split_off<Q>(&mut self, value: &Q) -> crate::collections::BTreeSet<T, A> where T: crate::borrow::Borrow<Q> {}
		pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> crate::collections::btree_set::ExtractIf<'_, T, R, F, A> where F: crate::ops::FnMut(&T) -> bool {}
		pub fn iter(&self) -> crate::collections::btree_set::Iter<'_, T> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
	}
	impl<T, A> crate::iter::IntoIterator for crate::collections::BTreeSet<T, A> {
		type Item = T;
		type IntoIter = crate::collections::btree_set::IntoIter<T, A>;
	}
	impl<T> crate::collections::BTreeSet<T> {
		pub fn new() -> crate::collections::BTreeSet<T> {}
	}
	impl<T> crate::default::Default for crate::collections::BTreeSet<T> {}
	pub struct BinaryHeap<T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::iter::IntoIterator for &'a crate::collections::BinaryHeap<T, A> {
		type Item = &'a T;
		type IntoIter = crate::collections::binary_heap::Iter<'a, T>;
	}
	impl<T, A> crate::clone::Clone for crate::collections::BinaryHeap<T, A> {}
	impl<T, A> crate::collections::BinaryHeap<T, A> {
		pub fn peek_mut(&mut self) -> crate::option::Option<crate::collections::binary_heap::PeekMut<'_, T, A>> {}
		pub fn pop(&mut self) -> crate::option::Option<T> {}
		pub fn push(&mut self, item: T) {}
		pub fn into_sorted_vec(self) -> crate::vec::Vec<T, A> {}
		pub fn append(&mut self, other: &mut crate::collections::BinaryHeap<T, A>) {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> bool {}
		pub fn iter(&self) -> crate::collections::binary_heap::Iter<'_, T> {}
		pub fn peek(&self) -> crate::option::Option<&T> {}
		pub fn capacity(&self) -> usize {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn as_slice(&self) -> &[T] {}
		pub fn into_vec(self) -> crate::vec::Vec<T, A> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn drain(&mut self) -> crate::collections::binary_heap::Drain<'_, T, A> {}
		pub fn clear(&mut self) {}
	}
	impl<T, A> crate::iter::IntoIterator for crate::collections::BinaryHeap<T, A> {
		type Item = T;
		type IntoIter = crate::collections::binary_heap::IntoIter<T, A>;
	}
	impl<T> crate::collections::BinaryHeap<T> {
		pub fn new() -> crate::collections::BinaryHeap<T> {}
		pub fn with_capacity(capacity: usize) -> crate::collections::BinaryHeap<T> {}
	}
	impl<T> crate::default::Default for crate::collections::BinaryHeap<T> {}
	pub struct HashMap<K, V, S = crate::hash::RandomState, A = crate::alloc::Global> {}
	impl<'a, K, V, S, A> crate::iter::IntoIterator for &'a crate::collections::HashMap<K, V, S, A> {
		type Item = (&'a K, &'a V);
		type IntoIter = crate::collections::hash_map::Iter<'a, K, V>;
	}
	impl<'a, K, V, S, A> crate::iter::IntoIterator for &'a mut crate::collections::HashMap<K, V, S, A> {
		type Item = (&'a K, &'a mut V);
		type IntoIter = crate::collections::hash_map::IterMut<'a, K, V>;
	}
	impl<K, Q, V, S, A> crate::ops::Index<&Q> for crate::collections::HashMap<K, V, S, A> where K: crate::borrow::Borrow<Q> {
		type Output = V;
	}
	impl<K, V, S, A> crate::clone::Clone for crate::collections::HashMap<K, V, S, A> {}
	impl<K, V, S, A> crate::collections::HashMap<K, V, S, A> {
		pub fn capacity(&self) -> usize {}
		pub fn keys(&self) -> crate::collections::hash_map::Keys<'_, K, V> {}
		pub fn into_keys(self) -> crate::collections::hash_map::IntoKeys<K, V, A> {}
		pub fn values(&self) -> crate::collections::hash_map::Values<'_, K, V> {}
		pub fn values_mut(&mut self) -> crate::collections::hash_map::ValuesMut<'_, K, V> {}
		pub fn into_values(self) -> crate::collections::hash_map::IntoValues<K, V, A> {}
		pub fn iter(&self) -> crate::collections::hash_map::Iter<'_, K, V> {}
		pub fn iter_mut(&mut self) -> crate::collections::hash_map::IterMut<'_, K, V> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn drain(&mut self) -> crate::collections::hash_map::Drain<'_, K, V, A> {}
		pub fn extract_if<F>(&mut self, pred: F) -> crate::collections::hash_map::ExtractIf<'_, K, V, F, A> where F: crate::ops::FnMut(&K, &mut V) -> bool {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&K, &mut V) -> bool {}
		pub fn clear(&mut self) {}
		pub fn hasher(&self) -> &S {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn entry(&mut self, key: K) -> crate::collections::hash_map::Entry<'_, K, V, A> {}
		pub fn get<Q>(&self, k: &Q) -> crate::option::Option<&V> where K: crate::borrow::Borrow<Q> {}
		pub fn get_key_value<Q>(&self, k: &Q) -> crate::option::Option<(&K, &V)> where K: crate::borrow::Borrow<Q> {}
		pub fn get_disjoint_mut<Q, const N: usize>(&mut self, ks: [&Q; N]) -> [crate::option::Option<&mut V>; N] where K: crate::borrow::Borrow<Q> {}
		pub fn get_disjoint_unchecked_mut<Q, const N: usize>(&mut self, ks: [&Q; N]) -> [crate::option::Option<&mut V>; N] where K: crate::borrow::Borrow<Q> {}
		pub fn contains_key<Q>(&self, k: &Q) -> bool where K: crate::borrow::Borrow<Q> {}
		pub fn get_mut<Q>(&mut self, k: &Q) -> crate::option::Option<&mut V> where K: crate::borrow::Borrow<Q> {}
		pub fn insert(&mut self, k: K, v: V) -> crate::option::Option<V> {}
		pub fn remove<Q>(&mut self, k: &Q) -> crate::option::Option<V> where K: crate::borrow::Borrow<Q> {}
		pub fn remove_entry<Q>(&mut self, k: &Q) -> crate::option::Option<(K, V)> where K: crate::borrow::Borrow<Q> {}
	}
	impl<K, V, S, A> crate::iter::IntoIterator for crate::collections::HashMap<K, V, S, A> {
		type Item = (K, V);
		type IntoIter = crate::collections::hash_map::IntoIter<K, V, A>;
	}
	impl<K, V, S> crate::collections::HashMap<K, V, S> {
		pub fn with_hasher(hash_builder: S) -> crate::collections::HashMap<K, V, S> {}
		pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> crate::collections::HashMap<K, V, S> {}
	}
	impl<K, V, S> crate::default::Default for crate::collections::HashMap<K, V, S> {}
	impl<K, V> crate::collections::HashMap<K, V, crate::hash::RandomState> {
		pub fn new() -> crate::collections::HashMap<K, V, crate::hash::RandomState> {}
		pub fn with_capacity(capacity: usize) -> crate::collections::HashMap<K, V, crate::hash::RandomState> {}
	}
	pub struct HashSet<T, S = crate::hash::RandomState, A = crate::alloc::Global> {}
	impl<'a, T, S, A> crate::iter::IntoIterator for &'a crate::collections::HashSet<T, S, A> {
		type Item = &'a T;
		type IntoIter = crate::collections::hash_set::Iter<'a, T>;
	}
	impl<T, S, A> crate::clone::Clone for crate::collections::HashSet<T, S, A> {}
	impl<T, S, A> crate::collections::HashSet<T, S, A> {
		pub fn capacity(&self) -> usize {}
		pub fn iter(&self) -> crate::collections::hash_set::Iter<'_, T> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn drain(&mut self) -> crate::collections::hash_set::Drain<'_, T, A> {}
		pub fn extract_if<F>(&mut self, pred: F) -> crate::collections::hash_set::ExtractIf<'_, T, F, A> where F: crate::ops::FnMut(&T) -> bool {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> bool {}
		pub fn clear(&mut self) {}
		pub fn hasher(&self) -> &S {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn difference<'a>(&'a self, other: &'a crate::collections::HashSet<T, S, A>) -> crate::collections::hash_set::Difference<'a, T, S, A> {}
		pub fn symmetric_difference<'a>(&'a self, other: &'a crate::collections::HashSet<T, S, A>) -> crate::collections::hash_set::SymmetricDifference<'a, T, S, A> {}
		pub fn intersection<'a>(&'a self, other: &'a crate::collections::HashSet<T, S, A>) -> crate::collections::hash_set::Intersection<'a, T, S, A> {}
		pub fn union<'a>(&'a self, other: &'a crate::collections::HashSet<T, S, A>) -> crate::collections::hash_set::Union<'a, T, S, A> {}
		pub fn contains<Q>(&self, value: &Q) -> bool where T: crate::borrow::Borrow<Q> {}
		pub fn get<Q>(&self, value: &Q) -> crate::option::Option<&T> where T: crate::borrow::Borrow<Q> {}
		pub fn is_disjoint(&self, other: &crate::collections::HashSet<T, S, A>) -> bool {}
		pub fn is_subset(&self, other: &crate::collections::HashSet<T, S, A>) -> bool {}
		pub fn is_superset(&self, other: &crate::collections::HashSet<T, S, A>) -> bool {}
		pub fn insert(&mut self, value: T) -> bool {}
		pub fn replace(&mut self, value: T) -> crate::option::Option<T> {}
		pub fn remove<Q>(&mut self, value: &Q) -> bool where T: crate::borrow::Borrow<Q> {}
		pub fn take<Q>(&mut self, value: &Q) -> crate::option::Option<T> where T: crate::borrow::Borrow<Q> {}
	}
	impl<T, S, A> crate::iter::IntoIterator for crate::collections::HashSet<T, S, A> {
		type Item = T;
		type IntoIter = crate::collections::hash_set::IntoIter<T, A>;
	}
	impl<T, S> crate::collections::HashSet<T, S> {
		pub fn with_hasher(hasher: S) -> crate::collections::HashSet<T, S> {}
		pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> crate::collections::HashSet<T, S> {}
	}
	impl<T, S> crate::default::Default for crate::collections::HashSet<T, S> {}
	impl<T> crate::collections::HashSet<T, crate::hash::RandomState> {
		pub fn new() -> crate::collections::HashSet<T, crate::hash::RandomState> {}
		pub fn with_capacity(capacity: usize) -> crate::collections::HashSet<T, crate::hash::RandomState> {}
	}
	pub struct LinkedList<T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::iter::IntoIterator for &'a crate::collections::LinkedList<T, A> {
		type Item = &'a T;
		type IntoIter = crate::collections::linked_list::Iter<'a, T>;
	}
	impl<'a, T, A> crate::iter::IntoIterator for &'a mut crate::collections::LinkedList<T, A> {
		type Item = &'a mut T;
		type IntoIter = crate::collections::linked_list::IterMut<'a, T>;
	}
	impl<T, A> crate::clone::Clone for crate::collections::LinkedList<T, A> {}
	impl<T, A> crate::collections::LinkedList<T, A> {
		pub fn iter(&self) -> crate::collections::linked_list::Iter<'_, T> {}
		pub fn iter_mut(&mut self) -> crate::collections::linked_list::IterMut<'_, T> {}
		pub fn is_empty(&self) -> bool {}
		pub fn len(&self) -> usize {}
		pub fn clear(&mut self) {}
		pub fn contains(&self, x: &T) -> bool {}
		pub fn front(&self) -> crate::option::Option<&T> {}
		pub fn front_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn back(&self) -> crate::option::Option<&T> {}
		pub fn back_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn push_front(&mut self, elt: T) {}
		pub fn push_front_mut(&mut self, elt: T) -> &mut T {}
		pub fn pop_front(&mut self) -> crate::option::Option<T> {}
		pub fn push_back(&mut self, elt: T) {}
		pub fn push_back_mut(&mut self, elt: T) -> &mut T {}
		pub fn pop_back(&mut self) -> crate::option::Option<T> {}
		pub fn split_off(&mut self, at: usize) -> crate::collections::LinkedList<T, A> {}
		pub fn extract_if<F>(&mut self, filter: F) -> crate::collections::linked_list::ExtractIf<'_, T, F, A> where F: crate::ops::FnMut(&mut T) -> bool {}
	}
	impl<T, A> crate::iter::IntoIterator for crate::collections::LinkedList<T, A> {
		type Item = T;
		type IntoIter = crate::collections::linked_list::IntoIter<T, A>;
	}
	impl<T> crate::collections::LinkedList<T> {
		pub fn new() -> crate::collections::LinkedList<T> {}
		pub fn append(&mut self, other: &mut crate::collections::LinkedList<T>) {}
	}
	impl<T> crate::default::Default for crate::collections::LinkedList<T> {}
	pub struct TryReserveError {}
	impl crate::clone::Clone for crate::collections::TryReserveError {}
	impl crate::error::Error for crate::collections::TryReserveError {}
	pub struct VecDeque<T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::iter::IntoIterator for &'a crate::collections::VecDeque<T, A> {
		type Item = &'a T;
		type IntoIter = crate::collections::vec_deque::Iter<'a, T>;
	}
	impl<'a, T, A> crate::iter::IntoIterator for &'a mut crate::collections::VecDeque<T, A> {
		type Item = &'a mut T;
		type IntoIter = crate::collections::vec_deque::IterMut<'a, T>;
	}
	impl<A> crate::io::BufRead for crate::collections::VecDeque<u8, A> {}
	impl<A> crate::io::Read for crate::collections::VecDeque<u8, A> {}
	impl<A> crate::io::Write for crate::collections::VecDeque<u8, A> {}
	impl<T, A> crate::clone::Clone for crate::collections::VecDeque<T, A> {}
	impl<T, A> crate::collections::VecDeque<T, A> {
		pub fn get(&self, index: usize) -> crate::option::Option<&T> {}
		pub fn get_mut(&mut self, index: usize) -> crate::option::Option<&mut T> {}
		pub fn swap(&mut self, i: usize, j: usize) {}
		pub fn capacity(&self) -> usize {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn truncate(&mut self, len: usize) {}
		pub fn iter(&self) -> crate::collections::vec_deque::Iter<'_, T> {}
		pub fn iter_mut(&mut self) -> crate::collections::vec_deque::IterMut<'_, T> {}
		pub fn as_slices(&self) -> (&[T], &[T]) {}
		pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn range<R>(&self, range: R) -> crate::collections::vec_deque::Iter<'_, T> {}
		pub fn range_mut<R>(&mut self, range: R) -> crate::collections::vec_deque::IterMut<'_, T> {}
		pub fn drain<R>(&mut self, range: R) -> crate::collections::vec_deque::Drain<'_, T, A> {}
		pub fn clear(&mut self) {}
		pub fn contains(&self, x: &T) -> bool {}
		pub fn front(&self) -> crate::option::Option<&T> {}
		pub fn front_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn back(&self) -> crate::option::Option<&T> {}
		pub fn back_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn pop_front(&mut self) -> crate::option::Option<T> {}
		pub fn pop_back(&mut self) -> crate::option::Option<T> {}
		pub fn pop_front_if(&mut self, predicate: impl crate::ops::FnOnce(&mut T) -> bool) -> crate::option::Option<T> {}
		pub fn pop_back_if(&mut self, predicate: impl crate::ops::FnOnce(&mut T) -> bool) -> crate::option::Option<T> {}
		pub fn push_front(&mut self, value: T) {}
		pub fn push_front_mut(&mut self, value: T) -> &mut T {}
		pub fn push_back(&mut self, value: T) {}
		pub fn push_back_mut(&mut self, value: T) -> &mut T {}
		pub fn swap_remove_front(&mut self, index: usize) -> crate::option::Option<T> {}
		pub fn swap_remove_back(&mut self, index: usize) -> crate::option::Option<T> {}
		pub fn insert(&mut self, index: usize, value: T) {}
		pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {}
		pub fn remove(&mut self, index: usize) -> crate::option::Option<T> {}
		pub fn split_off(&mut self, at: usize) -> crate::collections::VecDeque<T, A> {}
		pub fn append(&mut self, other: &mut crate::collections::VecDeque<T, A>) {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> bool {}
		pub fn retain_mut<F>(&mut self, f: F) where F: crate::ops::FnMut(&mut T) -> bool {}
		pub fn resize_with(&mut self, new_len: usize, generator: impl crate::ops::FnMut() -> T) {}
		pub fn make_contiguous(&mut self) -> &mut [T] {}
		pub fn rotate_left(&mut self, n: usize) {}
		pub fn rotate_right(&mut self, n: usize) {}
		pub fn binary_search(&self, x: &T) -> crate::result::Result<usize, usize> {}
		pub fn binary_search_by<'a, F>(&'a self, f: F) -> crate::result::Result<usize, usize> where F: crate::ops::FnMut(&'a T) -> crate::cmp::Ordering {}
		pub fn binary_search_by_key<'a, B, F>(&'a self, b: &B, f: F) -> crate::result::Result<usize, usize> where F: crate::ops::FnMut(&'a T) -> B {}
		pub fn partition_point<P>(&self, pred: P) -> usize where P: crate::ops::FnMut(&T) -> bool {}
		pub fn resize(&mut self, new_len: usize, value: T) {}
	}
	impl<T, A> crate::iter::IntoIterator for crate::collections::VecDeque<T, A> {
		type Item = T;
		type IntoIter = crate::collections::vec_deque::IntoIter<T, A>;
	}
	impl<T, A> crate::ops::Index<usize> for crate::collections::VecDeque<T, A> {
		type Output = T;
	}
	impl<T> crate::collections::VecDeque<T> {
		pub fn new() -> crate::collections::VecDeque<T> {}
		pub fn with_capacity(capacity: usize) -> crate::collections::VecDeque<T> {}
	}
	impl<T> crate::default::Default for crate::collections::VecDeque<T> {}
	pub mod binary_heap {
		pub use crate::collections::BinaryHeap;
		pub struct Drain<'a, T, A = crate::alloc::Global> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::binary_heap::Drain<'_, T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::binary_heap::Drain<'_, T, A> {
			type Item = T;
		}
		pub struct IntoIter<T, A = crate::alloc::Global> {}
		impl<T, A> crate::clone::Clone for crate::collections::binary_heap::IntoIter<T, A> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::binary_heap::IntoIter<T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::binary_heap::IntoIter<T, A> {
			type Item = T;
		}
		impl<T> crate::default::Default for crate::collections::binary_heap::IntoIter<T> {}
		pub struct Iter<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::binary_heap::Iter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::binary_heap::Iter<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::binary_heap::Iter<'_, T> {}
		impl<T> crate::default::Default for crate::collections::binary_heap::Iter<'_, T> {}
		pub struct PeekMut<'a, T, A = crate::alloc::Global> {}
		impl<'a, T, A> crate::collections::binary_heap::PeekMut<'a, T, A> {
			pub fn pop(this: crate::collections::binary_heap::PeekMut<'a, T, A>) -> T {}
		}
		impl<T, A> crate::ops::Deref for crate::collections::binary_heap::PeekMut<'_, T, A> {
			type Target = T;
		}
	}
	pub mod btree_map {
		pub use crate::collections::BTreeMap;
		pub enum Entry<'a, K, V, A = crate::alloc::Global> { Vacant(crate::collections::btree_map::VacantEntry<'a, K, V, A>), Occupied(crate::collections::btree_map::OccupiedEntry<'a, K, V, A>) }
		impl<'a, K, V, A> crate::collections::btree_map::Entry<'a, K, V, A> {
			pub fn or_insert(self, default: V) -> &'a mut V {}
			pub fn or_insert_with<F>(self, default: F) -> &'a mut V where F: crate::ops::FnOnce() -> V {}
			pub fn or_insert_with_key<F>(self, default: F) -> &'a mut V where F: crate::ops::FnOnce(&K) -> V {}
			pub fn key(&self) -> &K {}
			pub fn and_modify<F>(self, f: F) -> crate::collections::btree_map::Entry<'a, K, V, A> where F: crate::ops::FnOnce(&mut V) {}
			pub fn insert_entry(self, value: V) -> crate::collections::btree_map::OccupiedEntry<'a, K, V, A> {}
			pub fn or_default(self) -> &'a mut V {}
		}
		pub struct ExtractIf<'a, K, V, R, F, A = crate::alloc::Global> {}
		impl<K, V, R, F, A> crate::iter::Iterator for crate::collections::btree_map::ExtractIf<'_, K, V, R, F, A> where F: crate::ops::FnMut(&K, &mut V) -> bool {
			type Item = (K, V);
		}
		pub struct IntoIter<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::default::Default for crate::collections::btree_map::IntoIter<K, V, A> {}
		impl<K, V, A> crate::iter::DoubleEndedIterator for crate::collections::btree_map::IntoIter<K, V, A> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::btree_map::IntoIter<K, V, A> {
			type Item = (K, V);
		}
		pub struct IntoKeys<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::default::Default for crate::collections::btree_map::IntoKeys<K, V, A> {}
		impl<K, V, A> crate::iter::DoubleEndedIterator for crate::collections::btree_map::IntoKeys<K, V, A> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::btree_map::IntoKeys<K, V, A> {
			type Item = K;
		}
		pub struct IntoValues<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::default::Default for crate::collections::btree_map::IntoValues<K, V, A> {}
		impl<K, V, A> crate::iter::DoubleEndedIterator for crate::collections::btree_map::IntoValues<K, V, A> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::btree_map::IntoValues<K, V, A> {
			type Item = V;
		}
		pub struct Iter<'a, K, V> {}
		impl<'a, K, V> crate::default::Default for crate::collections::btree_map::Iter<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::Iter<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::Iter<'a, K, V> {
			type Item = (&'a K, &'a V);
		}
		impl<K, V> crate::clone::Clone for crate::collections::btree_map::Iter<'_, K, V> {}
		pub struct IterMut<'a, K, V> {}
		impl<'a, K, V> crate::default::Default for crate::collections::btree_map::IterMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::IterMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::IterMut<'a, K, V> {
			type Item = (&'a K, &'a mut V);
		}
		pub struct Keys<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::Keys<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::Keys<'a, K, V> {
			type Item = &'a K;
		}
		impl<K, V> crate::clone::Clone for crate::collections::btree_map::Keys<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::btree_map::Keys<'_, K, V> {}
		pub struct OccupiedEntry<'a, K, V, A = crate::alloc::Global> {}
		impl<'a, K, V, A> crate::collections::btree_map::OccupiedEntry<'a, K, V, A> {
			pub fn key(&self) -> &K {}
			pub fn remove_entry(self) -> (K, V) {}
			pub fn get(&self) -> &V {}
			pub fn get_mut(&mut self) -> &mut V {}
			pub fn into_mut(self) -> &'a mut V {}
			pub fn insert(&mut self, value: V) -> V {}
			pub fn remove(self) -> V {}
		}
		pub struct Range<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::Range<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::Range<'a, K, V> {
			type Item = (&'a K, &'a V);
		}
		impl<K, V> crate::clone::Clone for crate::collections::btree_map::Range<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::btree_map::Range<'_, K, V> {}
		pub struct RangeMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::RangeMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::RangeMut<'a, K, V> {
			type Item = (&'a K, &'a mut V);
		}
		impl<K, V> crate::default::Default for crate::collections::btree_map::RangeMut<'_, K, V> {}
		pub struct VacantEntry<'a, K, V, A = crate::alloc::Global> {}
		impl<'a, K, V, A> crate::collections::btree_map::VacantEntry<'a, K, V, A> {
			pub fn key(&self) -> &K {}
			pub fn into_key(self) -> K {}
			pub fn insert(self, value: V) -> &'a mut V {}
			pub fn insert_entry(self, value: V) -> crate::collections::btree_map::OccupiedEntry<'a, K, V, A> {}
		}
		pub struct Values<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::Values<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::Values<'a, K, V> {
			type Item = &'a V;
		}
		impl<K, V> crate::clone::Clone for crate::collections::btree_map::Values<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::btree_map::Values<'_, K, V> {}
		pub struct ValuesMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::DoubleEndedIterator for crate::collections::btree_map::ValuesMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::btree_map::ValuesMut<'a, K, V> {
			type Item = &'a mut V;
		}
		impl<K, V> crate::default::Default for crate::collections::btree_map::ValuesMut<'_, K, V> {}
	}
	pub mod btree_set {
		pub use crate::collections::BTreeSet;
		pub struct Difference<'a, T, A = crate::alloc::Global> {}
		impl<'a, T, A> crate::iter::Iterator for crate::collections::btree_set::Difference<'a, T, A> {
			type Item = &'a T;
		}
		impl<T, A> crate::clone::Clone for crate::collections::btree_set::Difference<'_, T, A> {}
		pub struct ExtractIf<'a, T, R, F, A = crate::alloc::Global> {}
		impl<T, R, F, A> crate::iter::Iterator for crate::collections::btree_set::ExtractIf<'_, T, R, F, A> where F: crate::ops::FnMut(&T) -> bool {
			type Item = T;
		}
		pub struct Intersection<'a, T, A = crate::alloc::Global> {}
		impl<'a, T, A> crate::iter::Iterator for crate::collections::btree_set::Intersection<'a, T, A> {
			type Item = &'a T;
		}
		impl<T, A> crate::clone::Clone for crate::collections::btree_set::Intersection<'_, T, A> {}
		pub struct IntoIter<T, A = crate::alloc::Global> {}
		impl<T, A> crate::default::Default for crate::collections::btree_set::IntoIter<T, A> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::btree_set::IntoIter<T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::btree_set::IntoIter<T, A> {
			type Item = T;
		}
		pub struct Iter<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::btree_set::Iter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::btree_set::Iter<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::btree_set::Iter<'_, T> {}
		impl<T> crate::default::Default for crate::collections::btree_set::Iter<'_, T> {}
		pub struct Range<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::btree_set::Range<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::btree_set::Range<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::btree_set::Range<'_, T> {}
		impl<T> crate::default::Default for crate::collections::btree_set::Range<'_, T> {}
		pub struct SymmetricDifference<'a, T>();
		impl<'a, T> crate::iter::Iterator for crate::collections::btree_set::SymmetricDifference<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::btree_set::SymmetricDifference<'_, T> {}
		pub struct Union<'a, T>();
		impl<'a, T> crate::iter::Iterator for crate::collections::btree_set::Union<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::btree_set::Union<'_, T> {}
	}
	pub mod hash_map {
		pub use crate::hash::DefaultHasher;
		pub struct Drain<'a, K, V, A = crate::alloc::Global> {}
		impl<'a, K, V, A> crate::iter::Iterator for crate::collections::hash_map::Drain<'a, K, V, A> {
			type Item = (K, V);
		}
		pub enum Entry<'a, K, V, A = crate::alloc::Global> { Occupied(crate::collections::hash_map::OccupiedEntry<'a, K, V, A>), Vacant(crate::collections::hash_map::VacantEntry<'a, K, V, A>) }
		impl<'a, K, V, A> crate::collections::hash_map::Entry<'a, K, V, A> {
			pub fn or_insert(self, default: V) -> &'a mut V {}
			pub fn or_insert_with<F: crate::ops::FnOnce() -> V>(self, default: F) -> &'a mut V {}
			pub fn or_insert_with_key<F: crate::ops::FnOnce(&K) -> V>(self, default: F) -> &'a mut V {}
			pub fn key(&self) -> &K {}
			pub fn and_modify<F>(self, f: F) -> Self where F: crate::ops::FnOnce(&mut V) {}
			pub fn insert_entry(self, value: V) -> crate::collections::hash_map::OccupiedEntry<'a, K, V, A> {}
		}
		impl<'a, K, V> crate::collections::hash_map::Entry<'a, K, V> {
			pub fn or_default(self) -> &'a mut V {}
		}
		pub struct ExtractIf<'a, K, V, F, A = crate::alloc::Global> {}
		impl<K, V, F, A> crate::iter::Iterator for crate::collections::hash_map::ExtractIf<'_, K, V, F, A> where F: crate::ops::FnMut(&K, &mut V) -> bool {
			type Item = (K, V);
		}
		pub use crate::collections::HashMap;
		pub struct IntoIter<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::hash_map::IntoIter<K, V, A> {
			type Item = (K, V);
		}
		impl<K, V> crate::default::Default for crate::collections::hash_map::IntoIter<K, V> {}
		pub struct IntoKeys<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::hash_map::IntoKeys<K, V, A> {
			type Item = K;
		}
		impl<K, V> crate::default::Default for crate::collections::hash_map::IntoKeys<K, V> {}
		pub struct IntoValues<K, V, A = crate::alloc::Global> {}
		impl<K, V, A> crate::iter::Iterator for crate::collections::hash_map::IntoValues<K, V, A> {
			type Item = V;
		}
		impl<K, V> crate::default::Default for crate::collections::hash_map::IntoValues<K, V> {}
		pub struct Iter<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::hash_map::Iter<'a, K, V> {
			type Item = (&'a K, &'a V);
		}
		impl<K, V> crate::clone::Clone for crate::collections::hash_map::Iter<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::hash_map::Iter<'_, K, V> {}
		pub struct IterMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::hash_map::IterMut<'a, K, V> {
			type Item = (&'a K, &'a mut V);
		}
		impl<K, V> crate::default::Default for crate::collections::hash_map::IterMut<'_, K, V> {}
		pub struct Keys<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::hash_map::Keys<'a, K, V> {
			type Item = &'a K;
		}
		impl<K, V> crate::clone::Clone for crate::collections::hash_map::Keys<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::hash_map::Keys<'_, K, V> {}
		pub struct OccupiedEntry<'a, K, V, A = crate::alloc::Global> {}
		impl<'a, K, V, A> crate::collections::hash_map::OccupiedEntry<'a, K, V, A> {
			pub fn key(&self) -> &K {}
			pub fn remove_entry(self) -> (K, V) {}
			pub fn get(&self) -> &V {}
			pub fn get_mut(&mut self) -> &mut V {}
			pub fn into_mut(self) -> &'a mut V {}
			pub fn insert(&mut self, value: V) -> V {}
			pub fn remove(self) -> V {}
		}
		pub use crate::hash::RandomState;
		pub struct VacantEntry<'a, K, V, A = crate::alloc::Global> {}
		impl<'a, K, V, A> crate::collections::hash_map::VacantEntry<'a, K, V, A> {
			pub fn key(&self) -> &K {}
			pub fn into_key(self) -> K {}
			pub fn insert(self, value: V) -> &'a mut V {}
			pub fn insert_entry(self, value: V) -> crate::collections::hash_map::OccupiedEntry<'a, K, V, A> {}
		}
		pub struct Values<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::hash_map::Values<'a, K, V> {
			type Item = &'a V;
		}
		impl<K, V> crate::clone::Clone for crate::collections::hash_map::Values<'_, K, V> {}
		impl<K, V> crate::default::Default for crate::collections::hash_map::Values<'_, K, V> {}
		pub struct ValuesMut<'a, K, V> {}
		impl<'a, K, V> crate::iter::Iterator for crate::collections::hash_map::ValuesMut<'a, K, V> {
			type Item = &'a mut V;
		}
		impl<K, V> crate::default::Default for crate::collections::hash_map::ValuesMut<'_, K, V> {}
	}
	pub mod hash_set {
		pub struct Difference<'a, T, S, A = crate::alloc::Global> {}
		impl<'a, T, S, A> crate::iter::Iterator for crate::collections::hash_set::Difference<'a, T, S, A> {
			type Item = &'a T;
		}
		impl<T, S, A> crate::clone::Clone for crate::collections::hash_set::Difference<'_, T, S, A> {}
		pub struct Drain<'a, K, A = crate::alloc::Global> {}
		impl<'a, K, A> crate::iter::Iterator for crate::collections::hash_set::Drain<'a, K, A> {
			type Item = K;
		}
		pub struct ExtractIf<'a, K, F, A = crate::alloc::Global> {}
		impl<K, F, A> crate::iter::Iterator for crate::collections::hash_set::ExtractIf<'_, K, F, A> where F: crate::ops::FnMut(&K) -> bool {
			type Item = K;
		}
		pub use crate::collections::HashSet;
		pub struct Intersection<'a, T, S, A = crate::alloc::Global> {}
		impl<'a, T, S, A> crate::iter::Iterator for crate::collections::hash_set::Intersection<'a, T, S, A> {
			type Item = &'a T;
		}
		impl<T, S, A> crate::clone::Clone for crate::collections::hash_set::Intersection<'_, T, S, A> {}
		pub struct IntoIter<K, A = crate::alloc::Global> {}
		impl<K, A> crate::iter::Iterator for crate::collections::hash_set::IntoIter<K, A> {
			type Item = K;
		}
		impl<K> crate::default::Default for crate::collections::hash_set::IntoIter<K> {}
		pub struct Iter<'a, K> {}
		impl<'a, K> crate::iter::Iterator for crate::collections::hash_set::Iter<'a, K> {
			type Item = &'a K;
		}
		impl<K> crate::clone::Clone for crate::collections::hash_set::Iter<'_, K> {}
		impl<K> crate::default::Default for crate::collections::hash_set::Iter<'_, K> {}
		pub struct SymmetricDifference<'a, T, S, A = crate::alloc::Global> {}
		impl<'a, T, S, A> crate::iter::Iterator for crate::collections::hash_set::SymmetricDifference<'a, T, S, A> {
			type Item = &'a T;
		}
		impl<T, S, A> crate::clone::Clone for crate::collections::hash_set::SymmetricDifference<'_, T, S, A> {}
		pub struct Union<'a, T, S, A = crate::alloc::Global> {}
		impl<'a, T, S, A> crate::iter::Iterator for crate::collections::hash_set::Union<'a, T, S, A> {
			type Item = &'a T;
		}
		impl<T, S, A> crate::clone::Clone for crate::collections::hash_set::Union<'_, T, S, A> {}
	}
	pub mod linked_list {
		pub struct ExtractIf<'a, T, F, A = crate::alloc::Global> {}
		impl<T, F, A> crate::iter::Iterator for crate::collections::linked_list::ExtractIf<'_, T, F, A> where F: crate::ops::FnMut(&mut T) -> bool {
			type Item = T;
		}
		pub struct IntoIter<T, A = crate::alloc::Global> {}
		impl<T, A> crate::clone::Clone for crate::collections::linked_list::IntoIter<T, A> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::linked_list::IntoIter<T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::linked_list::IntoIter<T, A> {
			type Item = T;
		}
		impl<T> crate::default::Default for crate::collections::linked_list::IntoIter<T> {}
		pub struct Iter<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::linked_list::Iter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::linked_list::Iter<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::linked_list::Iter<'_, T> {}
		impl<T> crate::default::Default for crate::collections::linked_list::Iter<'_, T> {}
		pub struct IterMut<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::linked_list::IterMut<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::linked_list::IterMut<'a, T> {
			type Item = &'a mut T;
		}
		impl<T> crate::default::Default for crate::collections::linked_list::IterMut<'_, T> {}
		pub use crate::collections::LinkedList;
	}
	pub mod vec_deque {
		pub struct Drain<'a, T, A = crate::alloc::Global> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::vec_deque::Drain<'_, T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::vec_deque::Drain<'_, T, A> {
			type Item = T;
		}
		pub struct IntoIter<T, A = crate::alloc::Global> {}
		impl<T, A> crate::clone::Clone for crate::collections::vec_deque::IntoIter<T, A> {}
		impl<T, A> crate::iter::DoubleEndedIterator for crate::collections::vec_deque::IntoIter<T, A> {}
		impl<T, A> crate::iter::Iterator for crate::collections::vec_deque::IntoIter<T, A> {
			type Item = T;
		}
		pub struct Iter<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::vec_deque::Iter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::vec_deque::Iter<'a, T> {
			type Item = &'a T;
		}
		impl<T> crate::clone::Clone for crate::collections::vec_deque::Iter<'_, T> {}
		impl<T> crate::default::Default for crate::collections::vec_deque::Iter<'_, T> {}
		pub struct IterMut<'a, T> {}
		impl<'a, T> crate::iter::DoubleEndedIterator for crate::collections::vec_deque::IterMut<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::collections::vec_deque::IterMut<'a, T> {
			type Item = &'a mut T;
		}
		impl<T> crate::default::Default for crate::collections::vec_deque::IterMut<'_, T> {}
		pub use crate::collections::VecDeque;
	}
}
pub mod convert {
	pub trait AsMut<T> {
		fn as_mut(&mut self) -> &mut T;
	}
	pub trait AsRef<T> {
		fn as_ref(&self) -> &T;
	}
	impl<T, U> crate::convert::AsRef<U> for &T where T: crate::convert::AsRef<U> {}
	impl<T, U> crate::convert::AsRef<U> for &mut T where T: crate::convert::AsRef<U> {}
	pub trait From<T>: crate::marker::Sized {
		fn from(value: T) -> Self;
	}
	impl<T> crate::convert::From<!> for T {}
	impl<T> crate::convert::From<T> for T {}
	impl<T> crate::convert::From<crate::num::NonZero<T>> for T where T: crate::num::ZeroablePrimitive {}
	pub enum Infallible {}
	impl crate::clone::Clone for crate::convert::Infallible {}
	impl crate::error::Error for crate::convert::Infallible {}
	pub trait Into<T>: crate::marker::Sized {
		fn into(self) -> T;
	}
	impl<T, U> crate::convert::Into<U> for T where U: crate::convert::From<T> {}
	pub trait TryFrom<T>: crate::marker::Sized {
		type Error;
		fn try_from(value: T) -> crate::result::Result<Self, Self::Error>;
	}
	impl<T, U> crate::convert::TryFrom<U> for T where U: crate::convert::Into<T> {
		type Error = crate::convert::Infallible;
	}
	pub trait TryInto<T>: crate::marker::Sized {
		type Error;
		fn try_into(self) -> crate::result::Result<T, Self::Error>;
	}
	impl<T, U> crate::convert::TryInto<U> for T where U: crate::convert::TryFrom<T> {
		type Error = <U as crate::convert::TryFrom<T>>::Error;
	}
	pub fn identity<T>(x: T) -> T {}
}
pub mod default {
	pub macro Default() {}
	pub trait Default: crate::marker::Sized {
		fn default() -> Self;
	}
}
pub mod env {
	pub struct Args {}
	impl crate::iter::DoubleEndedIterator for crate::env::Args {}
	impl crate::iter::Iterator for crate::env::Args {
		type Item = crate::string::String;
	}
	pub struct ArgsOs {}
	impl crate::iter::DoubleEndedIterator for crate::env::ArgsOs {}
	impl crate::iter::Iterator for crate::env::ArgsOs {
		type Item = crate::ffi::OsString;
	}
	pub struct JoinPathsError {}
	impl crate::error::Error for crate::env::JoinPathsError {}
	pub struct SplitPaths<'a> {}
	impl<'a> crate::iter::Iterator for crate::env::SplitPaths<'a> {
		type Item = crate::path::PathBuf;
	}
	pub enum VarError { NotPresent, NotUnicode(crate::ffi::OsString) }
	impl crate::clone::Clone for crate::env::VarError {}
	impl crate::error::Error for crate::env::VarError {}
	pub struct Vars {}
	impl crate::iter::Iterator for crate::env::Vars {
		type Item = (crate::string::String, crate::string::String);
	}
	pub struct VarsOs {}
	impl crate::iter::Iterator for crate::env::VarsOs {
		type Item = (crate::ffi::OsString, crate::ffi::OsString);
	}
	pub fn args() -> crate::env::Args {}
	pub fn args_os() -> crate::env::ArgsOs {}
	pub fn current_dir() -> crate::io::Result<crate::path::PathBuf> {}
	pub fn current_exe() -> crate::io::Result<crate::path::PathBuf> {}
	pub fn home_dir() -> crate::option::Option<crate::path::PathBuf> {}
	pub fn join_paths<I, T>(paths: I) -> crate::result::Result<crate::ffi::OsString, crate::env::JoinPathsError> where I: crate::iter::IntoIterator<Item = T>, T: crate::convert::AsRef<crate::ffi::OsStr> {}
	pub fn remove_var<K: crate::convert::AsRef<crate::ffi::OsStr>>(key: K) {}
	pub fn set_current_dir<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn set_var<K: crate::convert::AsRef<crate::ffi::OsStr>, V: crate::convert::AsRef<crate::ffi::OsStr>>(key: K, value: V) {}
	pub fn split_paths<T: crate::convert::AsRef<crate::ffi::OsStr>>(unparsed: &T) -> crate::env::SplitPaths<'_> {}
	pub fn temp_dir() -> crate::path::PathBuf {}
	pub fn var<K: crate::convert::AsRef<crate::ffi::OsStr>>(key: K) -> crate::result::Result<crate::string::String, crate::env::VarError> {}
	pub fn var_os<K: crate::convert::AsRef<crate::ffi::OsStr>>(key: K) -> crate::option::Option<crate::ffi::OsString> {}
	pub fn vars() -> crate::env::Vars {}
	pub fn vars_os() -> crate::env::VarsOs {}
	pub mod consts {
		pub const ARCH: &str = ();
		pub const DLL_EXTENSION: &str = ();
		pub const DLL_PREFIX: &str = ();
		pub const DLL_SUFFIX: &str = ();
		pub const EXE_EXTENSION: &str = ();
		pub const EXE_SUFFIX: &str = ();
		pub const FAMILY: &str = ();
		pub const OS: &str = ();
	}
}
pub mod error {
	pub trait Error: crate::fmt::Debug + crate::fmt::Display {
		fn source(&self) -> crate::option::Option<&(dyn crate::error::Error + 'static)>;
		#[deprecated(since = "1.42.0", note = "use the Display impl or to_string()")]
		fn description(&self) -> &str;
		#[deprecated(since = "1.33.0", note = "replaced by Error::source, which can support downcasting")]
		fn cause(&self) -> crate::option::Option<&dyn crate::error::Error>;
	}
	impl dyn crate::error::Error + crate::marker::Send {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
		pub fn downcast<T>(self: crate::boxed::Box<dyn crate::error::Error + crate::marker::Send>) -> crate::result::Result<crate::boxed::Box<T>, crate::boxed::Box<dyn crate::error::Error + crate::marker::Send>> {}
	}
	impl dyn crate::error::Error + crate::marker::Sync + crate::marker::Send {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
		pub fn downcast<T>(self: crate::boxed::Box<dyn crate::error::Error + crate::marker::Sync + crate::marker::Send>) -> crate::result::Result<crate::boxed::Box<T>, crate::boxed::Box<dyn crate::error::Error + crate::marker::Sync + crate::marker::Send>> {}
	}
	impl dyn crate::error::Error {
		pub fn is<T>(&self) -> bool {}
		pub fn downcast_ref<T>(&self) -> crate::option::Option<&T> {}
		pub fn downcast_mut<T>(&mut self) -> crate::option::Option<&mut T> {}
		pub fn downcast<T>(self: crate::boxed::Box<dyn crate::error::Error>) -> crate::result::Result<crate::boxed::Box<T>, crate::boxed::Box<dyn crate::error::Error>> {}
	}
	impl<'a, T> crate::error::Error for &'a T where T: crate::error::Error {}
}
pub mod f32 {
	pub const DIGITS: u32 = ();
	pub const EPSILON: f32 = ();
	pub const INFINITY: f32 = ();
	pub const MANTISSA_DIGITS: u32 = ();
	pub const MAX: f32 = ();
	pub const MAX_10_EXP: i32 = ();
	pub const MAX_EXP: i32 = ();
	pub const MIN: f32 = ();
	pub const MIN_10_EXP: i32 = ();
	pub const MIN_EXP: i32 = ();
	pub const MIN_POSITIVE: f32 = ();
	pub const NAN: f32 = ();
	pub const NEG_INFINITY: f32 = ();
	pub const RADIX: u32 = ();
	pub mod consts {
		pub const E: f32 = ();
		pub const EULER_GAMMA: f32 = ();
		pub const FRAC_1_PI: f32 = ();
		pub const FRAC_1_SQRT_2: f32 = ();
		pub const FRAC_2_PI: f32 = ();
		pub const FRAC_2_SQRT_PI: f32 = ();
		pub const FRAC_PI_2: f32 = ();
		pub const FRAC_PI_3: f32 = ();
		pub const FRAC_PI_4: f32 = ();
		pub const FRAC_PI_6: f32 = ();
		pub const FRAC_PI_8: f32 = ();
		pub const GOLDEN_RATIO: f32 = ();
		pub const LN_10: f32 = ();
		pub const LN_2: f32 = ();
		pub const LOG10_2: f32 = ();
		pub const LOG10_E: f32 = ();
		pub const LOG2_10: f32 = ();
		pub const LOG2_E: f32 = ();
		pub const PI: f32 = ();
		pub const SQRT_2: f32 = ();
		pub const TAU: f32 = ();
	}
}
pub mod f64 {
	pub const DIGITS: u32 = ();
	pub const EPSILON: f64 = ();
	pub const INFINITY: f64 = ();
	pub const MANTISSA_DIGITS: u32 = ();
	pub const MAX: f64 = ();
	pub const MAX_10_EXP: i32 = ();
	pub const MAX_EXP: i32 = ();
	pub const MIN: f64 = ();
	pub const MIN_10_EXP: i32 = ();
	pub const MIN_EXP: i32 = ();
	pub const MIN_POSITIVE: f64 = ();
	pub const NAN: f64 = ();
	pub const NEG_INFINITY: f64 = ();
	pub const RADIX: u32 = ();
	pub mod consts {
		pub const E: f64 = ();
		pub const EULER_GAMMA: f64 = ();
		pub const FRAC_1_PI: f64 = ();
		pub const FRAC_1_SQRT_2: f64 = ();
		pub const FRAC_2_PI: f64 = ();
		pub const FRAC_2_SQRT_PI: f64 = ();
		pub const FRAC_PI_2: f64 = ();
		pub const FRAC_PI_3: f64 = ();
		pub const FRAC_PI_4: f64 = ();
		pub const FRAC_PI_6: f64 = ();
		pub const FRAC_PI_8: f64 = ();
		pub const GOLDEN_RATIO: f64 = ();
		pub const LN_10: f64 = ();
		pub const LN_2: f64 = ();
		pub const LOG10_2: f64 = ();
		pub const LOG10_E: f64 = ();
		pub const LOG2_10: f64 = ();
		pub const LOG2_E: f64 = ();
		pub const PI: f64 = ();
		pub const SQRT_2: f64 = ();
		pub const TAU: f64 = ();
	}
}
pub mod ffi {
	pub struct CStr {}
	impl crate::borrow::ToOwned for crate::ffi::CStr {
		type Owned = crate::ffi::CString;
	}
	impl crate::default::Default for &crate::ffi::CStr {}
	impl crate::ffi::CStr {
		pub fn from_ptr<'a>(ptr: *const i8) -> &'a crate::ffi::CStr {}
		pub fn from_bytes_until_nul(bytes: &[u8]) -> crate::result::Result<&crate::ffi::CStr, crate::ffi::FromBytesUntilNulError> {}
		pub fn from_bytes_with_nul(bytes: &[u8]) -> crate::result::Result<&crate::ffi::CStr, crate::ffi::FromBytesWithNulError> {}
		pub fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &crate::ffi::CStr {}
		pub fn as_ptr(&self) -> *const i8 {}
		pub fn count_bytes(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn to_bytes(&self) -> &[u8] {}
		pub fn to_bytes_with_nul(&self) -> &[u8] {}
		pub fn to_str(&self) -> crate::result::Result<&str, crate::str::Utf8Error> {}
		pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
		pub fn into_c_string(self: crate::boxed::Box<crate::ffi::CStr>) -> crate::ffi::CString {}
	}
	impl crate::ops::Index<crate::ops::RangeFrom<usize>> for crate::ffi::CStr {
		type Output = crate::ffi::CStr;
	}
	pub struct CString {}
	impl crate::clone::Clone for crate::ffi::CString {}
	impl crate::default::Default for crate::ffi::CString {}
	impl crate::ffi::CString {
		pub fn new<T>(t: T) -> crate::result::Result<crate::ffi::CString, crate::ffi::NulError> where T: crate::convert::Into<crate::vec::Vec<u8>> {}
		pub fn from_vec_unchecked(v: crate::vec::Vec<u8>) -> crate::ffi::CString {}
		pub fn from_raw(ptr: *mut i8) -> crate::ffi::CString {}
		pub fn into_raw(self) -> *mut i8 {}
		pub fn into_string(self) -> crate::result::Result<crate::string::String, crate::ffi::IntoStringError> {}
		pub fn into_bytes(self) -> crate::vec::Vec<u8> {}
		pub fn into_bytes_with_nul(self) -> crate::vec::Vec<u8> {}
		pub fn as_bytes(&self) -> &[u8] {}
		pub fn as_bytes_with_nul(&self) -> &[u8] {}
		pub fn as_c_str(&self) -> &crate::ffi::CStr {}
		pub fn into_boxed_c_str(self) -> crate::boxed::Box<crate::ffi::CStr> {}
		pub fn from_vec_with_nul_unchecked(v: crate::vec::Vec<u8>) -> crate::ffi::CString {}
		pub fn from_vec_with_nul(v: crate::vec::Vec<u8>) -> crate::result::Result<crate::ffi::CString, crate::ffi::FromVecWithNulError> {}
	}
	impl crate::ops::Deref for crate::ffi::CString {
		type Target = crate::ffi::CStr;
	}
	impl crate::ops::Index<crate::ops::RangeFull> for crate::ffi::CString {
		type Output = crate::ffi::CStr;
	}
	impl crate::str::FromStr for crate::ffi::CString {
		type Err = crate::ffi::NulError;
	}
	pub struct FromBytesUntilNulError();
	impl crate::clone::Clone for crate::ffi::FromBytesUntilNulError {}
	impl crate::error::Error for crate::ffi::FromBytesUntilNulError {}
	pub enum FromBytesWithNulError { InteriorNul { position: usize, }, NotNulTerminated }
	impl crate::clone::Clone for crate::ffi::FromBytesWithNulError {}
	impl crate::error::Error for crate::ffi::FromBytesWithNulError {}
	pub struct FromVecWithNulError {}
	impl crate::clone::Clone for crate::ffi::FromVecWithNulError {}
	impl crate::error::Error for crate::ffi::FromVecWithNulError {}
	impl crate::ffi::FromVecWithNulError {
		pub fn as_bytes(&self) -> &[u8] {}
		pub fn into_bytes(self) -> crate::vec::Vec<u8> {}
	}
	pub struct IntoStringError {}
	impl crate::clone::Clone for crate::ffi::IntoStringError {}
	impl crate::error::Error for crate::ffi::IntoStringError {}
	impl crate::ffi::IntoStringError {
		pub fn into_cstring(self) -> crate::ffi::CString {}
		pub fn utf8_error(&self) -> crate::str::Utf8Error {}
	}
	pub struct NulError();
	impl crate::clone::Clone for crate::ffi::NulError {}
	impl crate::error::Error for crate::ffi::NulError {}
	impl crate::ffi::NulError {
		pub fn nul_position(&self) -> usize {}
		pub fn into_vec(self) -> crate::vec::Vec<u8> {}
	}
	pub struct OsStr {}
	impl crate::borrow::ToOwned for crate::ffi::OsStr {
		type Owned = crate::ffi::OsString;
	}
	impl crate::default::Default for &crate::ffi::OsStr {}
	impl crate::ffi::OsStr {
		pub fn new<S: crate::convert::AsRef<crate::ffi::OsStr>>(s: &S) -> &crate::ffi::OsStr {}
		pub fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &Self {}
		pub fn to_str(&self) -> crate::option::Option<&str> {}
		pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
		pub fn to_os_string(&self) -> crate::ffi::OsString {}
		pub fn is_empty(&self) -> bool {}
		pub fn len(&self) -> usize {}
		pub fn into_os_string(self: crate::boxed::Box<Self>) -> crate::ffi::OsString {}
		pub fn as_encoded_bytes(&self) -> &[u8] {}
		pub fn make_ascii_lowercase(&mut self) {}
		pub fn make_ascii_uppercase(&mut self) {}
		pub fn to_ascii_lowercase(&self) -> crate::ffi::OsString {}
		pub fn to_ascii_uppercase(&self) -> crate::ffi::OsString {}
		pub fn is_ascii(&self) -> bool {}
		pub fn eq_ignore_ascii_case<S: crate::convert::AsRef<crate::ffi::OsStr>>(&self, other: S) -> bool {}
		pub fn display(&self) -> crate::ffi::os_str::Display<'_> {}
	}
	impl crate::os::unix::ffi::OsStrExt for crate::ffi::OsStr {}
	impl crate::os::windows::ffi::OsStrExt for crate::ffi::OsStr {}
	pub struct OsString {}
	impl crate::clone::Clone for crate::ffi::OsString {}
	impl crate::default::Default for crate::ffi::OsString {}
	impl crate::ffi::OsString {
		pub fn new() -> crate::ffi::OsString {}
		pub fn from_encoded_bytes_unchecked(bytes: crate::vec::Vec<u8>) -> Self {}
		pub fn as_os_str(&self) -> &crate::ffi::OsStr {}
		pub fn into_encoded_bytes(self) -> crate::vec::Vec<u8> {}
		pub fn into_string(self) -> crate::result::Result<crate::string::String, crate::ffi::OsString> {}
		pub fn push<T: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, s: T) {}
		pub fn with_capacity(capacity: usize) -> crate::ffi::OsString {}
		pub fn clear(&mut self) {}
		pub fn capacity(&self) -> usize {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn into_boxed_os_str(self) -> crate::boxed::Box<crate::ffi::OsStr> {}
		pub fn leak<'a>(self) -> &'a mut crate::ffi::OsStr {}
	}
	impl crate::fmt::Write for crate::ffi::OsString {}
	impl crate::ops::Deref for crate::ffi::OsString {
		type Target = crate::ffi::OsStr;
	}
	impl crate::ops::Index<crate::ops::RangeFull> for crate::ffi::OsString {
		type Output = crate::ffi::OsStr;
	}
	impl crate::os::unix::ffi::OsStringExt for crate::ffi::OsString {}
	impl crate::os::windows::ffi::OsStringExt for crate::ffi::OsString {}
	impl crate::str::FromStr for crate::ffi::OsString {
		type Err = crate::convert::Infallible;
	}
	pub type c_char = i8;
	pub type c_double = f64;
	pub type c_float = f32;
	pub type c_int = i32;
	pub type c_long = i64;
	pub type c_longlong = i64;
	pub type c_schar = i8;
	pub type c_short = i16;
	pub type c_uchar = u8;
	pub type c_uint = u32;
	pub type c_ulong = u64;
	pub type c_ulonglong = u64;
	pub type c_ushort = u16;
	pub enum c_void {}
	pub mod c_str {
		pub use crate::ffi::CStr;
		pub use crate::ffi::CString;
		pub use crate::ffi::FromBytesUntilNulError;
		pub use crate::ffi::FromBytesWithNulError;
		pub use crate::ffi::FromVecWithNulError;
		pub use crate::ffi::IntoStringError;
		pub use crate::ffi::NulError;
	}
	pub mod os_str {
		pub struct Display<'a> {}
		pub use crate::ffi::OsStr;
		pub use crate::ffi::OsString;
	}
}
pub mod fmt {
	pub enum Alignment { Left, Right, Center }
	impl crate::clone::Clone for crate::fmt::Alignment {}
	pub struct Arguments<'a> {}
	impl<'a> crate::clone::Clone for crate::fmt::Arguments<'a> {}
	impl<'a> crate::fmt::Arguments<'a> {
		pub fn as_str(&self) -> crate::option::Option<&'static str> {}
	}
	pub trait Binary {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub macro Debug() {}
	pub trait Debug {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub struct DebugList<'a, 'b> {}
	impl<'a, 'b> crate::fmt::DebugList<'a, 'b> {
		pub fn entry(&mut self, entry: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugList<'a, 'b> {}
		pub fn entries<D, I>(&mut self, entries: I) -> &mut crate::fmt::DebugList<'a, 'b> where I: crate::iter::IntoIterator<Item = D> {}
		pub fn finish_non_exhaustive(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn finish(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
	}
	pub struct DebugMap<'a, 'b> {}
	impl<'a, 'b> crate::fmt::DebugMap<'a, 'b> {
		pub fn entry(&mut self, key: &dyn crate::fmt::Debug, value: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugMap<'a, 'b> {}
		pub fn key(&mut self, key: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugMap<'a, 'b> {}
		pub fn value(&mut self, value: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugMap<'a, 'b> {}
		pub fn entries<K, V, I>(&mut self, entries: I) -> &mut crate::fmt::DebugMap<'a, 'b> where I: crate::iter::IntoIterator<Item = (K, V)> {}
		pub fn finish_non_exhaustive(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn finish(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
	}
	pub struct DebugSet<'a, 'b> {}
	impl<'a, 'b> crate::fmt::DebugSet<'a, 'b> {
		pub fn entry(&mut self, entry: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugSet<'a, 'b> {}
		pub fn entries<D, I>(&mut self, entries: I) -> &mut crate::fmt::DebugSet<'a, 'b> where I: crate::iter::IntoIterator<Item = D> {}
		pub fn finish_non_exhaustive(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn finish(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
	}
	pub struct DebugStruct<'a, 'b> {}
	impl<'a, 'b> crate::fmt::DebugStruct<'a, 'b> {
		pub fn field(&mut self, name: &str, value: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugStruct<'a, 'b> {}
		pub fn finish_non_exhaustive(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn finish(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
	}
	pub struct DebugTuple<'a, 'b> {}
	impl<'a, 'b> crate::fmt::DebugTuple<'a, 'b> {
		pub fn field(&mut self, value: &dyn crate::fmt::Debug) -> &mut crate::fmt::DebugTuple<'a, 'b> {}
		pub fn finish_non_exhaustive(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn finish(&mut self) -> crate::result::Result<(), crate::fmt::Error> {}
	}
	pub trait Display {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub struct Error;
	impl crate::clone::Clone for crate::fmt::Error {}
	impl crate::default::Default for crate::fmt::Error {}
	impl crate::error::Error for crate::fmt::Error {}
	pub struct Formatter<'a> {}
	impl crate::fmt::Write for crate::fmt::Formatter<'_> {}
	impl<'a> crate::fmt::Formatter<'a> {
		pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn pad(&mut self, s: &str) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn write_str(&mut self, data: &str) -> crate::result::Result<(), crate::fmt::Error> {}
		pub fn write_fmt(&mut self, fmt: crate::fmt::Arguments<'_>) -> crate::result::Result<(), crate::fmt::Error> {}
		#[deprecated(since = "1.24.0", note = "use the sign_plus, sign_minus, alternate, or sign_aware_zero_pad methods instead")]
		pub fn flags(&self) -> u32 {}
		pub fn fill(&self) -> char {}
		pub fn align(&self) -> crate::option::Option<crate::fmt::Alignment> {}
		pub fn width(&self) -> crate::option::Option<usize> {}
		pub fn precision(&self) -> crate::option::Option<usize> {}
		pub fn sign_plus(&self) -> bool {}
		pub fn sign_minus(&self) -> bool {}
		pub fn alternate(&self) -> bool {}
		pub fn sign_aware_zero_pad(&self) -> bool {}
		pub fn debug_struct<'b>(&'b mut self, name: &str) -> crate::fmt::DebugStruct<'b, 'a> {}
		pub fn debug_tuple<'b>(&'b mut self, name: &str) -> crate::fmt::DebugTuple<'b, 'a> {}
		pub fn debug_list<'b>(&'b mut self) -> crate::fmt::DebugList<'b, 'a> {}
		pub fn debug_set<'b>(&'b mut self) -> crate::fmt::DebugSet<'b, 'a> {}
		pub fn debug_map<'b>(&'b mut self) -> crate::fmt::DebugMap<'b, 'a> {}
	}
	pub struct FromFn<F>();
	pub trait LowerExp {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub trait LowerHex {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub trait Octal {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub trait Pointer {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub type Result = crate::result::Result<(), crate::fmt::Error>;
	pub trait UpperExp {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub trait UpperHex {
		fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	pub trait Write {
		fn write_str(&mut self, s: &str) -> crate::result::Result<(), crate::fmt::Error>;
		fn write_char(&mut self, c: char) -> crate::result::Result<(), crate::fmt::Error>;
		fn write_fmt(&mut self, args: crate::fmt::Arguments<'_>) -> crate::result::Result<(), crate::fmt::Error>;
	}
	impl<W> crate::fmt::Write for &mut W where W: crate::fmt::Write {}
	pub fn format(args: crate::fmt::Arguments<'_>) -> crate::string::String {}
	pub fn from_fn<F>(f: F) -> crate::fmt::FromFn<F> where F: crate::ops::Fn(&mut crate::fmt::Formatter<'_>) -> crate::result::Result<(), crate::fmt::Error> {}
	pub fn write(output: &mut dyn crate::fmt::Write, fmt: crate::fmt::Arguments<'_>) -> crate::result::Result<(), crate::fmt::Error> {}
}
pub mod fs {
	pub struct DirBuilder {}
	impl crate::fs::DirBuilder {
		pub fn new() -> crate::fs::DirBuilder {}
		pub fn recursive(&mut self, recursive: bool) -> &mut Self {}
		pub fn create<P: crate::convert::AsRef<crate::path::Path>>(&self, path: P) -> crate::io::Result<()> {}
	}
	impl crate::os::unix::fs::DirBuilderExt for crate::fs::DirBuilder {}
	pub struct DirEntry();
	impl crate::fs::DirEntry {
		pub fn path(&self) -> crate::path::PathBuf {}
		pub fn metadata(&self) -> crate::io::Result<crate::fs::Metadata> {}
		pub fn file_type(&self) -> crate::io::Result<crate::fs::FileType> {}
		pub fn file_name(&self) -> crate::ffi::OsString {}
	}
	impl crate::os::unix::fs::DirEntryExt for crate::fs::DirEntry {}
	impl crate::os::unix::fs::DirEntryExt2 for crate::fs::DirEntry {}
	impl crate::os::wasi::fs::DirEntryExt for crate::fs::DirEntry {}
	pub struct File {}
	impl crate::fs::File {
		pub fn open<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::File> {}
		pub fn create<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::File> {}
		pub fn create_new<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::File> {}
		pub fn options() -> crate::fs::OpenOptions {}
		pub fn sync_all(&self) -> crate::io::Result<()> {}
		pub fn sync_data(&self) -> crate::io::Result<()> {}
		pub fn lock(&self) -> crate::io::Result<()> {}
		pub fn lock_shared(&self) -> crate::io::Result<()> {}
		pub fn try_lock(&self) -> crate::result::Result<(), crate::fs::TryLockError> {}
		pub fn try_lock_shared(&self) -> crate::result::Result<(), crate::fs::TryLockError> {}
		pub fn unlock(&self) -> crate::io::Result<()> {}
		pub fn set_len(&self, size: u64) -> crate::io::Result<()> {}
		pub fn metadata(&self) -> crate::io::Result<crate::fs::Metadata> {}
		pub fn try_clone(&self) -> crate::io::Result<crate::fs::File> {}
		pub fn set_permissions(&self, perm: crate::fs::Permissions) -> crate::io::Result<()> {}
		pub fn set_times(&self, times: crate::fs::FileTimes) -> crate::io::Result<()> {}
		pub fn set_modified(&self, time: crate::time::SystemTime) -> crate::io::Result<()> {}
	}
	impl crate::io::Read for &crate::fs::File {}
	impl crate::io::Read for crate::fs::File {}
	impl crate::io::Seek for &crate::fs::File {}
	impl crate::io::Seek for crate::fs::File {}
	impl crate::io::Write for &crate::fs::File {}
	impl crate::io::Write for crate::fs::File {}
	impl crate::os::fd::AsFd for crate::fs::File {}
	impl crate::os::fd::AsRawFd for crate::fs::File {}
	impl crate::os::fd::FromRawFd for crate::fs::File {}
	impl crate::os::fd::IntoRawFd for crate::fs::File {}
	impl crate::os::unix::fs::FileExt for crate::fs::File {}
	impl crate::os::wasi::fs::FileExt for crate::fs::File {}
	impl crate::os::windows::fs::FileExt for crate::fs::File {}
	impl crate::os::windows::io::AsHandle for crate::fs::File {}
	impl crate::os::windows::io::AsRawHandle for crate::fs::File {}
	impl crate::os::windows::io::FromRawHandle for crate::fs::File {}
	impl crate::os::windows::io::IntoRawHandle for crate::fs::File {}
	pub struct FileTimes();
	impl crate::clone::Clone for crate::fs::FileTimes {}
	impl crate::default::Default for crate::fs::FileTimes {}
	impl crate::fs::FileTimes {
		pub fn new() -> Self {}
		pub fn set_accessed(self, t: crate::time::SystemTime) -> Self {}
		pub fn set_modified(self, t: crate::time::SystemTime) -> Self {}
	}
	impl crate::os::darwin::fs::FileTimesExt for crate::fs::FileTimes {}
	impl crate::os::windows::fs::FileTimesExt for crate::fs::FileTimes {}
	pub struct FileType();
	impl crate::clone::Clone for crate::fs::FileType {}
	impl crate::fs::FileType {
		pub fn is_dir(&self) -> bool {}
		pub fn is_file(&self) -> bool {}
		pub fn is_symlink(&self) -> bool {}
	}
	impl crate::os::unix::fs::FileTypeExt for crate::fs::FileType {}
	impl crate::os::wasi::fs::FileTypeExt for crate::fs::FileType {}
	impl crate::os::windows::fs::FileTypeExt for crate::fs::FileType {}
	pub struct Metadata();
	impl crate::clone::Clone for crate::fs::Metadata {}
	impl crate::fs::Metadata {
		pub fn file_type(&self) -> crate::fs::FileType {}
		pub fn is_dir(&self) -> bool {}
		pub fn is_file(&self) -> bool {}
		pub fn is_symlink(&self) -> bool {}
		pub fn len(&self) -> u64 {}
		pub fn permissions(&self) -> crate::fs::Permissions {}
		pub fn modified(&self) -> crate::io::Result<crate::time::SystemTime> {}
		pub fn accessed(&self) -> crate::io::Result<crate::time::SystemTime> {}
		pub fn created(&self) -> crate::io::Result<crate::time::SystemTime> {}
	}
	impl crate::os::darwin::fs::MetadataExt for crate::fs::Metadata {}
	impl crate::os::linux::fs::MetadataExt for crate::fs::Metadata {}
	impl crate::os::unix::fs::MetadataExt for crate::fs::Metadata {}
	impl crate::os::wasi::fs::MetadataExt for crate::fs::Metadata {}
	impl crate::os::windows::fs::MetadataExt for crate::fs::Metadata {}
	pub struct OpenOptions();
	impl crate::clone::Clone for crate::fs::OpenOptions {}
	impl crate::fs::OpenOptions {
		pub fn new() -> Self {}
		pub fn read(&mut self, read: bool) -> &mut Self {}
		pub fn write(&mut self, write: bool) -> &mut Self {}
		pub fn append(&mut self, append: bool) -> &mut Self {}
		pub fn truncate(&mut self, truncate: bool) -> &mut Self {}
		pub fn create(&mut self, create: bool) -> &mut Self {}
		pub fn create_new(&mut self, create_new: bool) -> &mut Self {}
		pub fn open<P: crate::convert::AsRef<crate::path::Path>>(&self, path: P) -> crate::io::Result<crate::fs::File> {}
	}
	impl crate::os::unix::fs::OpenOptionsExt for crate::fs::OpenOptions {}
	impl crate::os::wasi::fs::OpenOptionsExt for crate::fs::OpenOptions {}
	impl crate::os::windows::fs::OpenOptionsExt for crate::fs::OpenOptions {}
	impl crate::os::windows::fs::OpenOptionsExt2 for crate::fs::OpenOptions {}
	pub struct Permissions();
	impl crate::clone::Clone for crate::fs::Permissions {}
	impl crate::fs::Permissions {
		pub fn readonly(&self) -> bool {}
		pub fn set_readonly(&mut self, readonly: bool) {}
	}
	impl crate::os::unix::fs::PermissionsExt for crate::fs::Permissions {}
	pub struct ReadDir();
	impl crate::iter::Iterator for crate::fs::ReadDir {
		type Item = crate::result::Result<crate::fs::DirEntry, crate::io::Error>;
	}
	pub enum TryLockError { Error(crate::io::Error), WouldBlock }
	impl crate::error::Error for crate::fs::TryLockError {}
	pub fn canonicalize<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::path::PathBuf> {}
	pub fn copy<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(from: P, to: Q) -> crate::io::Result<u64> {}
	pub fn create_dir<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn create_dir_all<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn exists<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<bool> {}
	pub fn hard_link<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()> {}
	pub fn metadata<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::Metadata> {}
	pub fn read<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::vec::Vec<u8>> {}
	pub fn read_dir<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::ReadDir> {}
	pub fn read_link<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::path::PathBuf> {}
	pub fn read_to_string<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::string::String> {}
	pub fn remove_dir<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn remove_dir_all<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn remove_file<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
	pub fn rename<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(from: P, to: Q) -> crate::io::Result<()> {}
	pub fn set_permissions<P: crate::convert::AsRef<crate::path::Path>>(path: P, perm: crate::fs::Permissions) -> crate::io::Result<()> {}
	#[deprecated(since = "1.1.0", note = "replaced with std::os::unix::fs::symlink and std::os::windows::fs::{symlink_file, symlink_dir}")]
	pub fn soft_link<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()> {}
	pub fn symlink_metadata<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::fs::Metadata> {}
	pub fn write<P: crate::convert::AsRef<crate::path::Path>, C: crate::convert::AsRef<[u8]>>(path: P, contents: C) -> crate::io::Result<()> {}
}
pub mod future {
	pub trait Future {
		type Output;
		fn poll(self: crate::pin::Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<Self::Output>;
	}
	impl<F> crate::future::Future for &mut F where F: crate::future::Future + crate::marker::Unpin {
		type Output = <F as crate::future::Future>::Output;
	}
	pub trait IntoFuture {
		type Output;
		type IntoFuture: crate::future::Future<Output = Self::Output>;
		fn into_future(self) -> Self::IntoFuture;
	}
	pub struct Pending<T> {}
	impl<T> crate::clone::Clone for crate::future::Pending<T> {}
	impl<T> crate::future::Future for crate::future::Pending<T> {
		type Output = T;
	}
	pub struct PollFn<F> {}
	impl<T, F> crate::future::Future for crate::future::PollFn<F> where F: crate::ops::FnMut(&mut crate::task::Context<'_>) -> crate::task::Poll<T> {
		type Output = T;
	}
	pub struct Ready<T>();
	impl<T> crate::clone::Clone for crate::future::Ready<T> {}
	impl<T> crate::future::Future for crate::future::Ready<T> {
		type Output = T;
	}
	impl<T> crate::future::Ready<T> {
		pub fn into_inner(self) -> T {}
	}
	pub fn pending<T>() -> crate::future::Pending<T> {}
	pub fn poll_fn<T, F>(f: F) -> crate::future::PollFn<F> where F: crate::ops::FnMut(&mut crate::task::Context<'_>) -> crate::task::Poll<T> {}
	pub fn ready<T>(t: T) -> crate::future::Ready<T> {}
}
pub mod hash {
	pub trait BuildHasher {
		type Hasher;
		fn build_hasher(&self) -> Self::Hasher;
		fn hash_one<T>(&self, x: T) -> u64;
	}
	pub struct BuildHasherDefault<H>();
	impl<H> crate::clone::Clone for crate::hash::BuildHasherDefault<H> {}
	impl<H> crate::default::Default for crate::hash::BuildHasherDefault<H> {}
	impl<H> crate::hash::BuildHasherDefault<H> {
		pub fn new() -> crate::hash::BuildHasherDefault<H> {}
	}
	pub struct DefaultHasher();
	impl crate::clone::Clone for crate::hash::DefaultHasher {}
	impl crate::default::Default for crate::hash::DefaultHasher {}
	impl crate::hash::DefaultHasher {
		pub fn new() -> crate::hash::DefaultHasher {}
	}
	impl crate::hash::Hasher for crate::hash::DefaultHasher {}
	pub macro Hash() {}
	pub trait Hash {
		fn hash<H>(&self, state: &mut H);
		fn hash_slice<H>(data: &[Self], state: &mut H);
	}
	pub trait Hasher {
		fn finish(&self) -> u64;
		fn write(&mut self, bytes: &[u8]);
		fn write_u8(&mut self, i: u8);
		fn write_u16(&mut self, i: u16);
		fn write_u32(&mut self, i: u32);
		fn write_u64(&mut self, i: u64);
		fn write_u128(&mut self, i: u128);
		fn write_usize(&mut self, i: usize);
		fn write_i8(&mut self, i: i8);
		fn write_i16(&mut self, i: i16);
		fn write_i32(&mut self, i: i32);
		fn write_i64(&mut self, i: i64);
		fn write_i128(&mut self, i: i128);
		fn write_isize(&mut self, i: isize);
	}
	impl<H> crate::hash::Hasher for &mut H where H: crate::hash::Hasher {}
	pub struct RandomState {}
	impl crate::clone::Clone for crate::hash::RandomState {}
	impl crate::default::Default for crate::hash::RandomState {}
	impl crate::hash::RandomState {
		pub fn new() -> crate::hash::RandomState {}
	}
	#[deprecated(since = "1.13.0", note = "use std::hash::DefaultHasher instead")]
	pub struct SipHasher();
	impl crate::clone::Clone for crate::hash::SipHasher {}
	impl crate::default::Default for crate::hash::SipHasher {}
	impl crate::hash::Hasher for crate::hash::SipHasher {}
	impl crate::hash::SipHasher {
		#[deprecated(since = "1.13.0", note = "use std::hash::DefaultHasher instead")]
		pub fn new() -> crate::hash::SipHasher {}
		#[deprecated(since = "1.13.0", note = "use std::hash::DefaultHasher instead")]
		pub fn new_with_keys(key0: u64, key1: u64) -> crate::hash::SipHasher {}
	}
}
pub mod hint {
	pub fn assert_unchecked(cond: bool) {}
	pub fn black_box<T>(dummy: T) -> T {}
	pub fn cold_path() {}
	pub fn select_unpredictable<T>(condition: bool, true_val: T, false_val: T) -> T {}
	pub fn spin_loop() {}
	pub fn unreachable_unchecked() -> !{}
}
pub mod i128 {
	pub const MAX: i128 = ();
	pub const MIN: i128 = ();
}
pub mod i16 {
	pub const MAX: i16 = ();
	pub const MIN: i16 = ();
}
pub mod i32 {
	pub const MAX: i32 = ();
	pub const MIN: i32 = ();
}
pub mod i64 {
	pub const MAX: i64 = ();
	pub const MIN: i64 = ();
}
pub mod i8 {
	pub const MAX: i8 = ();
	pub const MIN: i8 = ();
}
pub mod io {
	pub trait BufRead: crate::io::Read {
		fn fill_buf(&mut self) -> crate::io::Result<&[u8]>;
		fn consume(&mut self, amount: usize);
		fn read_until(&mut self, byte: u8, buf: &mut crate::vec::Vec<u8>) -> crate::io::Result<usize>;
		fn skip_until(&mut self, byte: u8) -> crate::io::Result<usize>;
		fn read_line(&mut self, buf: &mut crate::string::String) -> crate::io::Result<usize>;
		fn split(self, byte: u8) -> crate::io::Split<Self>;
		fn lines(self) -> crate::io::Lines<Self>;
	}
	impl<B: crate::io::BufRead> crate::io::BufRead for &mut B {}
	pub struct BufReader<R> {}
	impl<R> crate::io::BufRead for crate::io::BufReader<R> {}
	impl<R> crate::io::BufReader<R> {
		pub fn new(inner: R) -> crate::io::BufReader<R> {}
		pub fn with_capacity(capacity: usize, inner: R) -> crate::io::BufReader<R> {}
		pub fn get_ref(&self) -> &R {}
		pub fn get_mut(&mut self) -> &mut R {}
		pub fn buffer(&self) -> &[u8] {}
		pub fn capacity(&self) -> usize {}
		pub fn into_inner(self) -> R {}
		pub fn seek_relative(&mut self, offset: i64) -> crate::io::Result<()> {}
	}
	impl<R> crate::io::Read for crate::io::BufReader<R> {}
	impl<R> crate::io::Seek for crate::io::BufReader<R> {}
	pub struct BufWriter<W> {}
	impl<W> crate::io::BufWriter<W> {
		pub fn new(inner: W) -> crate::io::BufWriter<W> {}
		pub fn with_capacity(capacity: usize, inner: W) -> crate::io::BufWriter<W> {}
		pub fn into_inner(self) -> crate::result::Result<W, crate::io::IntoInnerError<crate::io::BufWriter<W>>> {}
		pub fn into_parts(self) -> (W, crate::result::Result<crate::vec::Vec<u8>, crate::io::WriterPanicked>) {}
		pub fn get_ref(&self) -> &W {}
		pub fn get_mut(&mut self) -> &mut W {}
		pub fn buffer(&self) -> &[u8] {}
		pub fn capacity(&self) -> usize {}
	}
	impl<W> crate::io::Seek for crate::io::BufWriter<W> {}
	impl<W> crate::io::Write for crate::io::BufWriter<W> {}
	pub struct Bytes<R> {}
	impl<R> crate::iter::Iterator for crate::io::Bytes<R> {
		type Item = crate::result::Result<u8, crate::io::Error>;
	}
	pub struct Chain<T, U> {}
	impl<T, U> crate::io::BufRead for crate::io::Chain<T, U> {}
	impl<T, U> crate::io::Chain<T, U> {
		pub fn into_inner(self) -> (T, U) {}
		pub fn get_ref(&self) -> (&T, &U) {}
		pub fn get_mut(&mut self) -> (&mut T, &mut U) {}
	}
	impl<T, U> crate::io::Read for crate::io::Chain<T, U> {}
	pub struct Cursor<T> {}
	impl crate::io::Write for crate::io::Cursor<&mut [u8]> {}
	impl<A> crate::io::Write for crate::io::Cursor<&mut crate::vec::Vec<u8, A>> {}
	impl<A> crate::io::Write for crate::io::Cursor<crate::boxed::Box<[u8], A>> {}
	impl<A> crate::io::Write for crate::io::Cursor<crate::vec::Vec<u8, A>> {}
	impl<T> crate::clone::Clone for crate::io::Cursor<T> {}
	impl<T> crate::default::Default for crate::io::Cursor<T> {}
	impl<T> crate::io::BufRead for crate::io::Cursor<T> where T: crate::convert::AsRef<[u8]> {}
	impl<T> crate::io::Cursor<T> {
		pub fn new(inner: T) -> crate::io::Cursor<T> {}
		pub fn into_inner(self) -> T {}
		pub fn get_ref(&self) -> &T {}
		pub fn get_mut(&mut self) -> &mut T {}
		pub fn position(&self) -> u64 {}
		pub fn set_position(&mut self, pos: u64) {}
	}
	impl<T> crate::io::Read for crate::io::Cursor<T> where T: crate::convert::AsRef<[u8]> {}
	impl<T> crate::io::Seek for crate::io::Cursor<T> where T: crate::convert::AsRef<[u8]> {}
	impl<const N: usize> crate::io::Write for crate::io::Cursor<[u8; N]> {}
	pub struct Empty;
	impl crate::clone::Clone for crate::io::Empty {}
	impl crate::default::Default for crate::io::Empty {}
	impl crate::io::BufRead for crate::io::Empty {}
	impl crate::io::Read for crate::io::Empty {}
	impl crate::io::Seek for crate::io::Empty {}
	impl crate::io::Write for &crate::io::Empty {}
	impl crate::io::Write for crate::io::Empty {}
	pub struct Error {}
	impl crate::error::Error for crate::io::Error {}
	impl crate::io::Error {
		pub fn new<E>(kind: crate::io::ErrorKind, error: E) -> crate::io::Error where E: crate::convert::Into<crate::boxed::Box<dyn crate::error::Error + crate::marker::Send + crate::marker::Sync>> {}
		pub fn other<E>(error: E) -> crate::io::Error where E: crate::convert::Into<crate::boxed::Box<dyn crate::error::Error + crate::marker::Send + crate::marker::Sync>> {}
		pub fn last_os_error() -> crate::io::Error {}
		pub fn from_raw_os_error(code: crate::io::RawOsError) -> crate::io::Error {}
		pub fn raw_os_error(&self) -> crate::option::Option<crate::io::RawOsError> {}
		pub fn get_ref(&self) -> crate::option::Option<&(dyn crate::error::Error + crate::marker::Send + crate::marker::Sync + 'static)> {}
		pub fn get_mut(&mut self) -> crate::option::Option<&mut (dyn crate::error::Error + crate::marker::Send + crate::marker::Sync + 'static)> {}
		pub fn into_inner(self) -> crate::option::Option<crate::boxed::Box<dyn crate::error::Error + crate::marker::Send + crate::marker::Sync>> {}
		pub fn downcast<E>(self) -> crate::result::Result<E, Self> {}
		pub fn kind(&self) -> crate::io::ErrorKind {}
	}
	pub enum ErrorKind { NotFound, PermissionDenied, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkUnreachable, ConnectionAborted, NotConnected, AddrInUse, AddrNotAvailable, NetworkDown, BrokenPipe, AlreadyExists, WouldBlock, NotADirectory, IsADirectory, DirectoryNotEmpty, ReadOnlyFilesystem, StaleNetworkFileHandle, InvalidInput, InvalidData, TimedOut, WriteZero, StorageFull, NotSeekable, QuotaExceeded, FileTooLarge, ResourceBusy, ExecutableFileBusy, Deadlock, CrossesDevices, TooManyLinks, InvalidFilename, ArgumentListTooLong, Interrupted, Unsupported, UnexpectedEof, OutOfMemory, Other }
	impl crate::clone::Clone for crate::io::ErrorKind {}
	pub struct IntoInnerError<W>();
	impl<W> crate::error::Error for crate::io::IntoInnerError<W> {}
	impl<W> crate::io::IntoInnerError<W> {
		pub fn error(&self) -> &crate::io::Error {}
		pub fn into_inner(self) -> W {}
		pub fn into_error(self) -> crate::io::Error {}
		pub fn into_parts(self) -> (crate::io::Error, W) {}
	}
	pub struct IoSlice<'a>();
	impl<'a> crate::clone::Clone for crate::io::IoSlice<'a> {}
	impl<'a> crate::io::IoSlice<'a> {
		pub fn new(buf: &'a [u8]) -> crate::io::IoSlice<'a> {}
		pub fn advance(&mut self, n: usize) {}
		pub fn advance_slices(bufs: &mut &mut [crate::io::IoSlice<'a>], n: usize) {}
	}
	impl<'a> crate::ops::Deref for crate::io::IoSlice<'a> {
		type Target = [u8];
	}
	pub struct IoSliceMut<'a>();
	impl<'a> crate::io::IoSliceMut<'a> {
		pub fn new(buf: &'a mut [u8]) -> crate::io::IoSliceMut<'a> {}
		pub fn advance(&mut self, n: usize) {}
		pub fn advance_slices(bufs: &mut &mut [crate::io::IoSliceMut<'a>], n: usize) {}
	}
	impl<'a> crate::ops::Deref for crate::io::IoSliceMut<'a> {
		type Target = [u8];
	}
	pub trait IsTerminal: Sealed {
		fn is_terminal(&self) -> bool;
	}
	pub struct LineWriter<W> {}
	impl<W> crate::io::LineWriter<W> {
		pub fn new(inner: W) -> crate::io::LineWriter<W> {}
		pub fn with_capacity(capacity: usize, inner: W) -> crate::io::LineWriter<W> {}
		pub fn get_mut(&mut self) -> &mut W {}
		pub fn into_inner(self) -> crate::result::Result<W, crate::io::IntoInnerError<crate::io::LineWriter<W>>> {}
		pub fn get_ref(&self) -> &W {}
	}
	impl<W> crate::io::Write for crate::io::LineWriter<W> {}
	pub struct Lines<B> {}
	impl<B> crate::iter::Iterator for crate::io::Lines<B> {
		type Item = crate::result::Result<crate::string::String, crate::io::Error>;
	}
	pub struct PipeReader();
	impl crate::io::PipeReader {
		pub fn try_clone(&self) -> crate::io::Result<Self> {}
	}
	impl crate::io::Read for &crate::io::PipeReader {}
	impl crate::io::Read for crate::io::PipeReader {}
	impl crate::os::fd::AsFd for crate::io::PipeReader {}
	impl crate::os::fd::AsRawFd for crate::io::PipeReader {}
	impl crate::os::fd::FromRawFd for crate::io::PipeReader {}
	impl crate::os::fd::IntoRawFd for crate::io::PipeReader {}
	impl crate::os::windows::io::AsHandle for crate::io::PipeReader {}
	impl crate::os::windows::io::AsRawHandle for crate::io::PipeReader {}
	impl crate::os::windows::io::FromRawHandle for crate::io::PipeReader {}
	impl crate::os::windows::io::IntoRawHandle for crate::io::PipeReader {}
	pub struct PipeWriter();
	impl crate::io::PipeWriter {
		pub fn try_clone(&self) -> crate::io::Result<Self> {}
	}
	impl crate::io::Write for &crate::io::PipeWriter {}
	impl crate::io::Write for crate::io::PipeWriter {}
	impl crate::os::fd::AsFd for crate::io::PipeWriter {}
	impl crate::os::fd::AsRawFd for crate::io::PipeWriter {}
	impl crate::os::fd::FromRawFd for crate::io::PipeWriter {}
	impl crate::os::fd::IntoRawFd for crate::io::PipeWriter {}
	impl crate::os::windows::io::AsHandle for crate::io::PipeWriter {}
	impl crate::os::windows::io::AsRawHandle for crate::io::PipeWriter {}
	impl crate::os::windows::io::FromRawHandle for crate::io::PipeWriter {}
	impl crate::os::windows::io::IntoRawHandle for crate::io::PipeWriter {}
	pub trait Read {
		fn read(&mut self, buf: &mut [u8]) -> crate::io::Result<usize>;
		fn read_vectored(&mut self, bufs: &mut [crate::io::IoSliceMut<'_>]) -> crate::io::Result<usize>;
		fn read_to_end(&mut self, buf: &mut crate::vec::Vec<u8>) -> crate::io::Result<usize>;
		fn read_to_string(&mut self, buf: &mut crate::string::String) -> crate::io::Result<usize>;
		fn read_exact(&mut self, buf: &mut [u8]) -> crate::io::Result<()>;
		fn by_ref(&mut self) -> &mut Self;
		fn bytes(self) -> crate::io::Bytes<Self>;
		fn chain<R>(self, next: R) -> crate::io::Chain<Self, R>;
		fn take(self, limit: u64) -> crate::io::Take<Self>;
	}
	impl<R: crate::io::Read> crate::io::Read for &mut R {}
	pub struct Repeat {}
	impl crate::io::Read for crate::io::Repeat {}
	pub type Result<T> = crate::result::Result<T, crate::io::Error>;
	pub trait Seek {
		fn seek(&mut self, pos: crate::io::SeekFrom) -> crate::io::Result<u64>;
		fn rewind(&mut self) -> crate::io::Result<()>;
		fn stream_position(&mut self) -> crate::io::Result<u64>;
		fn seek_relative(&mut self, offset: i64) -> crate::io::Result<()>;
	}
	impl<S: crate::io::Seek> crate::io::Seek for &mut S {}
	pub enum SeekFrom { Start(u64), End(i64), Current(i64) }
	impl crate::clone::Clone for crate::io::SeekFrom {}
	pub struct Sink;
	impl crate::clone::Clone for crate::io::Sink {}
	impl crate::default::Default for crate::io::Sink {}
	impl crate::io::Write for &crate::io::Sink {}
	impl crate::io::Write for crate::io::Sink {}
	pub struct Split<B> {}
	impl<B> crate::iter::Iterator for crate::io::Split<B> {
		type Item = crate::result::Result<crate::vec::Vec<u8>, crate::io::Error>;
	}
	pub struct Stderr {}
	impl crate::io::Stderr {
		pub fn lock(&self) -> crate::io::StderrLock<'static> {}
	}
	impl crate::io::Write for &crate::io::Stderr {}
	impl crate::io::Write for crate::io::Stderr {}
	impl crate::os::fd::AsFd for crate::io::Stderr {}
	impl crate::os::fd::AsRawFd for crate::io::Stderr {}
	impl crate::os::unix::io::StdioExt for crate::io::Stderr {}
	impl crate::os::windows::io::AsHandle for crate::io::Stderr {}
	impl crate::os::windows::io::AsRawHandle for crate::io::Stderr {}
	pub struct StderrLock<'a> {}
	impl crate::io::Write for crate::io::StderrLock<'_> {}
	impl crate::os::unix::io::StdioExt for crate::io::StderrLock<'_> {}
	impl<'a> crate::os::fd::AsFd for crate::io::StderrLock<'a> {}
	impl<'a> crate::os::fd::AsRawFd for crate::io::StderrLock<'a> {}
	impl<'a> crate::os::windows::io::AsHandle for crate::io::StderrLock<'a> {}
	impl<'a> crate::os::windows::io::AsRawHandle for crate::io::StderrLock<'a> {}
	pub struct Stdin {}
	impl crate::io::Read for &crate::io::Stdin {}
	impl crate::io::Read for crate::io::Stdin {}
	impl crate::io::Stdin {
		pub fn lock(&self) -> crate::io::StdinLock<'static> {}
		pub fn read_line(&self, buf: &mut crate::string::String) -> crate::io::Result<usize> {}
		pub fn lines(self) -> crate::io::Lines<crate::io::StdinLock<'static>> {}
	}
	impl crate::os::fd::AsFd for crate::io::Stdin {}
	impl crate::os::fd::AsRawFd for crate::io::Stdin {}
	impl crate::os::unix::io::StdioExt for crate::io::Stdin {}
	impl crate::os::windows::io::AsHandle for crate::io::Stdin {}
	impl crate::os::windows::io::AsRawHandle for crate::io::Stdin {}
	pub struct StdinLock<'a> {}
	impl crate::io::BufRead for crate::io::StdinLock<'_> {}
	impl crate::io::Read for crate::io::StdinLock<'_> {}
	impl crate::os::unix::io::StdioExt for crate::io::StdinLock<'_> {}
	impl<'a> crate::os::fd::AsFd for crate::io::StdinLock<'a> {}
	impl<'a> crate::os::fd::AsRawFd for crate::io::StdinLock<'a> {}
	impl<'a> crate::os::windows::io::AsHandle for crate::io::StdinLock<'a> {}
	impl<'a> crate::os::windows::io::AsRawHandle for crate::io::StdinLock<'a> {}
	pub struct Stdout {}
	impl crate::io::Stdout {
		pub fn lock(&self) -> crate::io::StdoutLock<'static> {}
	}
	impl crate::io::Write for &crate::io::Stdout {}
	impl crate::io::Write for crate::io::Stdout {}
	impl crate::os::fd::AsFd for crate::io::Stdout {}
	impl crate::os::fd::AsRawFd for crate::io::Stdout {}
	impl crate::os::unix::io::StdioExt for crate::io::Stdout {}
	impl crate::os::windows::io::AsHandle for crate::io::Stdout {}
	impl crate::os::windows::io::AsRawHandle for crate::io::Stdout {}
	pub struct StdoutLock<'a> {}
	impl crate::io::Write for crate::io::StdoutLock<'_> {}
	impl crate::os::unix::io::StdioExt for crate::io::StdoutLock<'_> {}
	impl<'a> crate::os::fd::AsFd for crate::io::StdoutLock<'a> {}
	impl<'a> crate::os::fd::AsRawFd for crate::io::StdoutLock<'a> {}
	impl<'a> crate::os::windows::io::AsHandle for crate::io::StdoutLock<'a> {}
	impl<'a> crate::os::windows::io::AsRawHandle for crate::io::StdoutLock<'a> {}
	pub struct Take<T> {}
	impl<T> crate::io::BufRead for crate::io::Take<T> {}
	impl<T> crate::io::Read for crate::io::Take<T> {}
	impl<T> crate::io::Seek for crate::io::Take<T> {}
	impl<T> crate::io::Take<T> {
		pub fn limit(&self) -> u64 {}
		pub fn set_limit(&mut self, limit: u64) {}
		pub fn into_inner(self) -> T {}
		pub fn get_ref(&self) -> &T {}
		pub fn get_mut(&mut self) -> &mut T {}
	}
	pub trait Write {
		fn write(&mut self, buf: &[u8]) -> crate::io::Result<usize>;
		fn flush(&mut self) -> crate::io::Result<()>;
		fn write_vectored(&mut self, bufs: &[crate::io::IoSlice<'_>]) -> crate::io::Result<usize>;
		fn write_all(&mut self, buf: &[u8]) -> crate::io::Result<()>;
		fn write_fmt(&mut self, args: crate::fmt::Arguments<'_>) -> crate::io::Result<()>;
		fn by_ref(&mut self) -> &mut Self;
	}
	impl<W: crate::io::Write> crate::io::Write for &mut W {}
	pub struct WriterPanicked {}
	impl crate::error::Error for crate::io::WriterPanicked {}
	impl crate::io::WriterPanicked {
		pub fn into_inner(self) -> crate::vec::Vec<u8> {}
	}
	pub fn copy<R, W>(reader: &mut R, writer: &mut W) -> crate::io::Result<u64> {}
	pub fn empty() -> crate::io::Empty {}
	pub fn pipe() -> crate::io::Result<(crate::io::PipeReader, crate::io::PipeWriter)> {}
	pub fn read_to_string<R>(reader: R) -> crate::io::Result<crate::string::String> {}
	pub fn repeat(byte: u8) -> crate::io::Repeat {}
	pub fn sink() -> crate::io::Sink {}
	pub fn stderr() -> crate::io::Stderr {}
	pub fn stdin() -> crate::io::Stdin {}
	pub fn stdout() -> crate::io::Stdout {}
	pub mod prelude {
		pub use crate::io::BufRead;
		pub use crate::io::Read;
		pub use crate::io::Seek;
		pub use crate::io::Write;
	}
}
pub mod isize {
	pub const MAX: isize = ();
	pub const MIN: isize = ();
}
pub mod iter {
	pub struct Chain<A, B> {}
	impl<A, B> crate::clone::Clone for crate::iter::Chain<A, B> {}
	impl<A, B> crate::default::Default for crate::iter::Chain<A, B> {}
	impl<A, B> crate::iter::DoubleEndedIterator for crate::iter::Chain<A, B> {}
	impl<A, B> crate::iter::Iterator for crate::iter::Chain<A, B> where A: crate::iter::Iterator, B: crate::iter::Iterator<Item = <A as crate::iter::Iterator>::Item> {
		type Item = <A as crate::iter::Iterator>::Item;
	}
	pub struct Cloned<I> {}
	impl<'a, I, T> crate::iter::DoubleEndedIterator for crate::iter::Cloned<I> {}
	impl<'a, I, T> crate::iter::Iterator for crate::iter::Cloned<I> where I: crate::iter::Iterator<Item = &'a T> {
		type Item = T;
	}
	impl<I> crate::clone::Clone for crate::iter::Cloned<I> {}
	impl<I> crate::default::Default for crate::iter::Cloned<I> {}
	pub struct Copied<I> {}
	impl<'a, I, T> crate::iter::DoubleEndedIterator for crate::iter::Copied<I> {}
	impl<'a, I, T> crate::iter::Iterator for crate::iter::Copied<I> where I: crate::iter::Iterator<Item = &'a T> {
		type Item = T;
	}
	impl<I> crate::clone::Clone for crate::iter::Copied<I> {}
	impl<I> crate::default::Default for crate::iter::Copied<I> {}
	pub struct Cycle<I> {}
	impl<I> crate::clone::Clone for crate::iter::Cycle<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Cycle<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub trait DoubleEndedIterator: crate::iter::Iterator {
		fn next_back(&mut self) -> crate::option::Option<Self::Item>;
		fn nth_back(&mut self, n: usize) -> crate::option::Option<Self::Item>;
		fn try_rfold<B, F, R>(&mut self, init: B, f: F) -> R where F: crate::ops::FnMut(B, Self::Item) -> R;
		fn rfold<B, F>(self, init: B, f: F) -> B where F: crate::ops::FnMut(B, Self::Item) -> B;
		fn rfind<P>(&mut self, predicate: P) -> crate::option::Option<Self::Item> where P: crate::ops::FnMut(&Self::Item) -> bool;
	}
	impl<'a, I> crate::iter::DoubleEndedIterator for &'a mut I where I: crate::iter::DoubleEndedIterator {}
	pub struct Empty<T>();
	impl<T> crate::clone::Clone for crate::iter::Empty<T> {}
	impl<T> crate::default::Default for crate::iter::Empty<T> {}
	impl<T> crate::iter::DoubleEndedIterator for crate::iter::Empty<T> {}
	impl<T> crate::iter::Iterator for crate::iter::Empty<T> {
		type Item = T;
	}
	pub struct Enumerate<I> {}
	impl<I> crate::clone::Clone for crate::iter::Enumerate<I> {}
	impl<I> crate::default::Default for crate::iter::Enumerate<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Enumerate<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Enumerate<I> where I: crate::iter::Iterator {
		type Item = (usize, <I as crate::iter::Iterator>::Item);
	}
	pub trait ExactSizeIterator: crate::iter::Iterator {
		fn len(&self) -> usize;
	}
	pub trait Extend<A> {
		fn extend<T>(&mut self, iter: T) where T: crate::iter::IntoIterator<Item = A>;
	}
	pub struct Filter<I, P> {}
	impl<I, P> crate::clone::Clone for crate::iter::Filter<I, P> {}
	impl<I, P> crate::iter::DoubleEndedIterator for crate::iter::Filter<I, P> where P: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) -> bool {}
	impl<I, P> crate::iter::Iterator for crate::iter::Filter<I, P> where I: crate::iter::Iterator, P: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) -> bool {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct FilterMap<I, F> {}
	impl<B, I, F> crate::iter::DoubleEndedIterator for crate::iter::FilterMap<I, F> where F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> crate::option::Option<B> {}
	impl<B, I, F> crate::iter::Iterator for crate::iter::FilterMap<I, F> where I: crate::iter::Iterator, F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> crate::option::Option<B> {
		type Item = B;
	}
	impl<I, F> crate::clone::Clone for crate::iter::FilterMap<I, F> {}
	pub struct FlatMap<I, U, F> where U: crate::iter::IntoIterator {}
	impl<I, U, F> crate::clone::Clone for crate::iter::FlatMap<I, U, F> where U: crate::iter::IntoIterator {}
	impl<I, U, F> crate::iter::DoubleEndedIterator for crate::iter::FlatMap<I, U, F> where F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> U, U: crate::iter::IntoIterator {}
	impl<I, U, F> crate::iter::Iterator for crate::iter::FlatMap<I, U, F> where I: crate::iter::Iterator, U: crate::iter::IntoIterator, F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> U {
		type Item = <U as crate::iter::IntoIterator>::Item;
	}
	pub struct Flatten<I> where I: crate::iter::Iterator, <I as crate::iter::Iterator>::Item: crate::iter::IntoIterator {}
	impl<I, U> crate::clone::Clone for crate::iter::Flatten<I> where I: crate::iter::Iterator, <I as crate::iter::Iterator>::Item: crate::iter::IntoIterator<IntoIter = U, Item = <U as crate::iter::Iterator>::Item>, U: crate::iter::Iterator {}
	impl<I, U> crate::iter::DoubleEndedIterator for crate::iter::Flatten<I> where <I as crate::iter::Iterator>::Item: crate::iter::IntoIterator<IntoIter = U, Item = <U as crate::iter::Iterator>::Item> {}
	impl<I, U> crate::iter::Iterator for crate::iter::Flatten<I> where I: crate::iter::Iterator, <I as crate::iter::Iterator>::Item: crate::iter::IntoIterator<IntoIter = U, Item = <U as crate::iter::Iterator>::Item>, U: crate::iter::Iterator {
		type Item = <U as crate::iter::Iterator>::Item;
	}
	impl<I> crate::default::Default for crate::iter::Flatten<I> where I: crate::iter::Iterator, <I as crate::iter::Iterator>::Item: crate::iter::IntoIterator {}
	pub struct FromFn<F>();
	impl<F> crate::clone::Clone for crate::iter::FromFn<F> {}
	impl<T, F> crate::iter::Iterator for crate::iter::FromFn<F> where F: crate::ops::FnMut() -> crate::option::Option<T> {
		type Item = T;
	}
	pub trait FromIterator<A>: crate::marker::Sized {
		fn from_iter<T>(iter: T) -> Self where T: crate::iter::IntoIterator<Item = A>;
	}
	pub struct Fuse<I> {}
	impl<I> crate::clone::Clone for crate::iter::Fuse<I> {}
	impl<I> crate::default::Default for crate::iter::Fuse<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Fuse<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Fuse<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub trait FusedIterator: crate::iter::Iterator {}
	pub struct Inspect<I, F> {}
	impl<I, F> crate::clone::Clone for crate::iter::Inspect<I, F> {}
	impl<I, F> crate::iter::DoubleEndedIterator for crate::iter::Inspect<I, F> where F: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) {}
	impl<I, F> crate::iter::Iterator for crate::iter::Inspect<I, F> where I: crate::iter::Iterator, F: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub trait IntoIterator {
		type Item;
		type IntoIter: crate::iter::Iterator<Item = Self::Item>;
		fn into_iter(self) -> Self::IntoIter;
	}
	impl<I> crate::iter::IntoIterator for I where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
		type IntoIter = I;
	}
	pub trait Iterator {
		type Item;
		fn next(&mut self) -> crate::option::Option<Self::Item>;
		fn size_hint(&self) -> (usize, crate::option::Option<usize>);
		fn count(self) -> usize;
		fn last(self) -> crate::option::Option<Self::Item>;
		fn nth(&mut self, n: usize) -> crate::option::Option<Self::Item>;
		fn step_by(self, step: usize) -> crate::iter::StepBy<Self>;
		fn chain<U>(self, other: U) -> crate::iter::Chain<Self, <U as crate::iter::IntoIterator>::IntoIter> where U: crate::iter::IntoIterator<Item = Self::Item>;
		fn zip<U>(self, other: U) -> crate::iter::Zip<Self, <U as crate::iter::IntoIterator>::IntoIter> where U: crate::iter::IntoIterator;
		fn map<B, F>(self, f: F) -> crate::iter::Map<Self, F> where F: crate::ops::FnMut(Self::Item) -> B;
		fn for_each<F>(self, f: F) where F: crate::ops::FnMut(Self::Item);
		fn filter<P>(self, predicate: P) -> crate::iter::Filter<Self, P> where P: crate::ops::FnMut(&Self::Item) -> bool;
		fn filter_map<B, F>(self, f: F) -> crate::iter::FilterMap<Self, F> where F: crate::ops::FnMut(Self::Item) -> crate::option::Option<B>;
		fn enumerate(self) -> crate::iter::Enumerate<Self>;
		fn peekable(self) -> crate::iter::Peekable<Self>;
		fn skip_while<P>(self, predicate: P) -> crate::iter::SkipWhile<Self, P> where P: crate::ops::FnMut(&Self::Item) -> bool;
		fn take_while<P>(self, predicate: P) -> crate::iter::TakeWhile<Self, P> where P: crate::ops::FnMut(&Self::Item) -> bool;
		fn map_while<B, P>(self, predicate: P) -> crate::iter::MapWhile<Self, P> where P: crate::ops::FnMut(Self::Item) -> crate::option::Option<B>;
		fn skip(self, n: usize) -> crate::iter::Skip<Self>;
		fn take(self, n: usize) -> crate::iter::Take<Self>;
		fn scan<St, B, F>(self, initial_state: St, f: F) -> crate::iter::Scan<Self, St, F> where F: crate::ops::FnMut(&mut St, Self::Item) -> crate::option::Option<B>;
		fn flat_map<U, F>(self, f: F) -> crate::iter::FlatMap<Self, U, F> where U: crate::iter::IntoIterator, F: crate::ops::FnMut(Self::Item) -> U;
		fn flatten(self) -> crate::iter::Flatten<Self> where Self::Item: crate::iter::IntoIterator;
		fn fuse(self) -> crate::iter::Fuse<Self>;
		fn inspect<F>(self, f: F) -> crate::iter::Inspect<Self, F> where F: crate::ops::FnMut(&Self::Item);
		fn by_ref(&mut self) -> &mut Self;
		fn collect<B>(self) -> B where B: crate::iter::FromIterator<Self::Item>;
		fn partition<B, F>(self, f: F) -> (B, B) where F: crate::ops::FnMut(&Self::Item) -> bool;
		fn try_fold<B, F, R>(&mut self, init: B, f: F) -> R where F: crate::ops::FnMut(B, Self::Item) -> R;
		fn try_for_each<F, R>(&mut self, f: F) -> R where F: crate::ops::FnMut(Self::Item) -> R;
		fn fold<B, F>(self, init: B, f: F) -> B where F: crate::ops::FnMut(B, Self::Item) -> B;
		fn reduce<F>(self, f: F) -> crate::option::Option<Self::Item> where F: crate::ops::FnMut(Self::Item, Self::Item) -> Self::Item;
		fn all<F>(&mut self, f: F) -> bool where F: crate::ops::FnMut(Self::Item) -> bool;
		fn any<F>(&mut self, f: F) -> bool where F: crate::ops::FnMut(Self::Item) -> bool;
		fn find<P>(&mut self, predicate: P) -> crate::option::Option<Self::Item> where P: crate::ops::FnMut(&Self::Item) -> bool;
		fn find_map<B, F>(&mut self, f: F) -> crate::option::Option<B> where F: crate::ops::FnMut(Self::Item) -> crate::option::Option<B>;
		fn position<P>(&mut self, predicate: P) -> crate::option::Option<usize> where P: crate::ops::FnMut(Self::Item) -> bool;
		fn rposition<P>(&mut self, predicate: P) -> crate::option::Option<usize> where P: crate::ops::FnMut(Self::Item) -> bool;
		fn max(self) -> crate::option::Option<Self::Item>;
		fn min(self) -> crate::option::Option<Self::Item>;
		fn max_by_key<B, F>(self, f: F) -> crate::option::Option<Self::Item> where F: crate::ops::FnMut(&Self::Item) -> B;
		fn max_by<F>(self, compare: F) -> crate::option::Option<Self::Item> where F: crate::ops::FnMut(&Self::Item, &Self::Item) -> crate::cmp::Ordering;
		fn min_by_key<B, F>(self, f: F) -> crate::option::Option<Self::Item> where F: crate::ops::FnMut(&Self::Item) -> B;
		fn min_by<F>(self, compare: F) -> crate::option::Option<Self::Item> where F: crate::ops::FnMut(&Self::Item, &Self::Item) -> crate::cmp::Ordering;
		fn rev(self) -> crate::iter::Rev<Self>;
		fn unzip<A, B, FromA, FromB>(self) -> (FromA, FromB) where Self: crate::iter::Iterator<Item = (A, B)>;
		fn copied<'a, T>(self) -> crate::iter::Copied<Self> where Self: crate::iter::Iterator<Item = &'a T>;
		fn cloned<'a, T>(self) -> crate::iter::Cloned<Self> where Self: crate::iter::Iterator<Item = &'a T>;
		fn cycle(self) -> crate::iter::Cycle<Self>;
		fn sum<S>(self) -> S;
		fn product<P>(self) -> P;
		fn cmp<I>(self, other: I) -> crate::cmp::Ordering where I: crate::iter::IntoIterator<Item = Self::Item>;
		fn partial_cmp<I>(self, other: I) -> crate::option::Option<crate::cmp::Ordering> where I: crate::iter::IntoIterator;
		fn eq<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn ne<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn lt<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn le<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn gt<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn ge<I>(self, other: I) -> bool where I: crate::iter::IntoIterator;
		fn is_sorted(self) -> bool;
		fn is_sorted_by<F>(self, compare: F) -> bool where F: crate::ops::FnMut(&Self::Item, &Self::Item) -> bool;
		fn is_sorted_by_key<F, K>(self, f: F) -> bool where F: crate::ops::FnMut(Self::Item) -> K;
	}
	impl<I> crate::iter::Iterator for &mut I where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct Map<I, F> {}
	impl<B, I, F> crate::iter::DoubleEndedIterator for crate::iter::Map<I, F> where F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> B {}
	impl<B, I, F> crate::iter::Iterator for crate::iter::Map<I, F> where I: crate::iter::Iterator, F: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> B {
		type Item = B;
	}
	impl<I, F> crate::clone::Clone for crate::iter::Map<I, F> {}
	pub struct MapWhile<I, P> {}
	impl<B, I, P> crate::iter::Iterator for crate::iter::MapWhile<I, P> where I: crate::iter::Iterator, P: crate::ops::FnMut(<I as crate::iter::Iterator>::Item) -> crate::option::Option<B> {
		type Item = B;
	}
	impl<I, P> crate::clone::Clone for crate::iter::MapWhile<I, P> {}
	pub struct Once<T> {}
	impl<T> crate::clone::Clone for crate::iter::Once<T> {}
	impl<T> crate::iter::DoubleEndedIterator for crate::iter::Once<T> {}
	impl<T> crate::iter::Iterator for crate::iter::Once<T> {
		type Item = T;
	}
	pub struct OnceWith<F> {}
	impl<A, F> crate::iter::DoubleEndedIterator for crate::iter::OnceWith<F> where F: crate::ops::FnOnce() -> A {}
	impl<A, F> crate::iter::Iterator for crate::iter::OnceWith<F> where F: crate::ops::FnOnce() -> A {
		type Item = A;
	}
	impl<F> crate::clone::Clone for crate::iter::OnceWith<F> {}
	pub struct Peekable<I> where I: crate::iter::Iterator {}
	impl<I> crate::clone::Clone for crate::iter::Peekable<I> where I: crate::iter::Iterator {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Peekable<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Peekable<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	impl<I> crate::iter::Peekable<I> where I: crate::iter::Iterator {
		pub fn peek(&mut self) -> crate::option::Option<&<I as crate::iter::Iterator>::Item> {}
		pub fn peek_mut(&mut self) -> crate::option::Option<&mut <I as crate::iter::Iterator>::Item> {}
		pub fn next_if(&mut self, func: impl crate::ops::FnOnce(&<I as crate::iter::Iterator>::Item) -> bool) -> crate::option::Option<<I as crate::iter::Iterator>::Item> {}
		pub fn next_if_eq<T>(&mut self, expected: &T) -> crate::option::Option<<I as crate::iter::Iterator>::Item> {}
		pub fn next_if_map<R>(&mut self, f: impl crate::ops::FnOnce(<I as crate::iter::Iterator>::Item) -> crate::result::Result<R, <I as crate::iter::Iterator>::Item>) -> crate::option::Option<R> {}
		pub fn next_if_map_mut<R>(&mut self, f: impl crate::ops::FnOnce(&mut <I as crate::iter::Iterator>::Item) -> crate::option::Option<R>) -> crate::option::Option<R> {}
	}
	pub trait Product<A = Self>: crate::marker::Sized {
		fn product<I>(iter: I) -> Self where I: crate::iter::Iterator<Item = A>;
	}
	pub struct Repeat<A> {}
	impl<A> crate::clone::Clone for crate::iter::Repeat<A> {}
	impl<A> crate::iter::DoubleEndedIterator for crate::iter::Repeat<A> {}
	impl<A> crate::iter::Iterator for crate::iter::Repeat<A> {
		type Item = A;
	}
	pub struct RepeatN<A> {}
	impl<A> crate::clone::Clone for crate::iter::RepeatN<A> {}
	impl<A> crate::iter::DoubleEndedIterator for crate::iter::RepeatN<A> {}
	impl<A> crate::iter::Iterator for crate::iter::RepeatN<A> {
		type Item = A;
	}
	pub struct RepeatWith<F> {}
	impl<A, F> crate::iter::Iterator for crate::iter::RepeatWith<F> where F: crate::ops::FnMut() -> A {
		type Item = A;
	}
	impl<F> crate::clone::Clone for crate::iter::RepeatWith<F> {}
	pub struct Rev<T> {}
	impl<I> crate::default::Default for crate::iter::Rev<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Rev<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Rev<I> {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	impl<T> crate::clone::Clone for crate::iter::Rev<T> {}
	pub struct Scan<I, St, F> {}
	impl<B, I, St, F> crate::iter::Iterator for crate::iter::Scan<I, St, F> where I: crate::iter::Iterator, F: crate::ops::FnMut(&mut St, <I as crate::iter::Iterator>::Item) -> crate::option::Option<B> {
		type Item = B;
	}
	impl<I, St, F> crate::clone::Clone for crate::iter::Scan<I, St, F> {}
	pub struct Skip<I> {}
	impl<I> crate::clone::Clone for crate::iter::Skip<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Skip<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Skip<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct SkipWhile<I, P> {}
	impl<I, P> crate::clone::Clone for crate::iter::SkipWhile<I, P> {}
	impl<I, P> crate::iter::Iterator for crate::iter::SkipWhile<I, P> where I: crate::iter::Iterator, P: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) -> bool {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct StepBy<I> {}
	impl<I> crate::clone::Clone for crate::iter::StepBy<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::StepBy<I> {}
	impl<I> crate::iter::Iterator for crate::iter::StepBy<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct Successors<T, F> {}
	impl<T, F> crate::clone::Clone for crate::iter::Successors<T, F> {}
	impl<T, F> crate::iter::Iterator for crate::iter::Successors<T, F> where F: crate::ops::FnMut(&T) -> crate::option::Option<T> {
		type Item = T;
	}
	pub trait Sum<A = Self>: crate::marker::Sized {
		fn sum<I>(iter: I) -> Self where I: crate::iter::Iterator<Item = A>;
	}
	pub struct Take<I> {}
	impl<I> crate::clone::Clone for crate::iter::Take<I> {}
	impl<I> crate::iter::DoubleEndedIterator for crate::iter::Take<I> {}
	impl<I> crate::iter::Iterator for crate::iter::Take<I> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	impl<T> crate::iter::DoubleEndedIterator for crate::iter::Take<crate::iter::Repeat<T>> {}
	pub struct TakeWhile<I, P> {}
	impl<I, P> crate::clone::Clone for crate::iter::TakeWhile<I, P> {}
	impl<I, P> crate::iter::Iterator for crate::iter::TakeWhile<I, P> where I: crate::iter::Iterator, P: crate::ops::FnMut(&<I as crate::iter::Iterator>::Item) -> bool {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct Zip<A, B> {}
	impl<A, B> crate::clone::Clone for crate::iter::Zip<A, B> {}
	impl<A, B> crate::iter::DoubleEndedIterator for crate::iter::Zip<A, B> {}
	impl<A, B> crate::iter::Iterator for crate::iter::Zip<A, B> where A: crate::iter::Iterator, B: crate::iter::Iterator {
		type Item = (<A as crate::iter::Iterator>::Item, <B as crate::iter::Iterator>::Item);
	}
	pub fn chain<A, B>(a: A, b: B) -> crate::iter::Chain<<A as crate::iter::IntoIterator>::IntoIter, <B as crate::iter::IntoIterator>::IntoIter> where A: crate::iter::IntoIterator, B: crate::iter::IntoIterator<Item = <A as crate::iter::IntoIterator>::Item> {}
	pub fn empty<T>() -> crate::iter::Empty<T> {}
	pub fn from_fn<T, F>(f: F) -> crate::iter::FromFn<F> where F: crate::ops::FnMut() -> crate::option::Option<T> {}
	pub fn once<T>(value: T) -> crate::iter::Once<T> {}
	pub fn once_with<A, F>(make: F) -> crate::iter::OnceWith<F> where F: crate::ops::FnOnce() -> A {}
	pub fn repeat<T>(elt: T) -> crate::iter::Repeat<T> {}
	pub fn repeat_n<T>(element: T, count: usize) -> crate::iter::RepeatN<T> {}
	pub fn repeat_with<A, F>(repeater: F) -> crate::iter::RepeatWith<F> where F: crate::ops::FnMut() -> A {}
	pub fn successors<T, F>(first: crate::option::Option<T>, succ: F) -> crate::iter::Successors<T, F> where F: crate::ops::FnMut(&T) -> crate::option::Option<T> {}
	pub fn zip<A, B>(a: A, b: B) -> crate::iter::Zip<<A as crate::iter::IntoIterator>::IntoIter, <B as crate::iter::IntoIterator>::IntoIter> where A: crate::iter::IntoIterator, B: crate::iter::IntoIterator {}
}
pub mod marker {
	pub macro Copy() {}
	pub trait Copy: crate::clone::Clone {}
	pub struct PhantomData<T>;
	impl<T> crate::clone::Clone for crate::marker::PhantomData<T> {}
	impl<T> crate::default::Default for crate::marker::PhantomData<T> {}
	pub struct PhantomPinned;
	impl crate::clone::Clone for crate::marker::PhantomPinned {}
	impl crate::default::Default for crate::marker::PhantomPinned {}
	pub trait Send {}
	pub trait Sized {}
	pub trait Sync {}
	pub trait Unpin {}
}
pub mod mem {
	pub struct Discriminant<T>();
	impl<T> crate::clone::Clone for crate::mem::Discriminant<T> {}
	pub struct ManuallyDrop<T> {}
	impl<T> crate::clone::Clone for crate::mem::ManuallyDrop<T> {}
	impl<T> crate::default::Default for crate::mem::ManuallyDrop<T> {}
	impl<T> crate::mem::ManuallyDrop<T> {
		pub fn new(value: T) -> crate::mem::ManuallyDrop<T> {}
		pub fn into_inner(slot: crate::mem::ManuallyDrop<T>) -> T {}
		pub fn take(slot: &mut crate::mem::ManuallyDrop<T>) -> T {}
		pub fn drop(slot: &mut crate::mem::ManuallyDrop<T>) {}
	}
	impl<T> crate::ops::Deref for crate::mem::ManuallyDrop<T> {
		type Target = T;
	}
	pub union MaybeUninit<T> {}
	impl<T> crate::clone::Clone for crate::mem::MaybeUninit<T> {}
	impl<T> crate::mem::MaybeUninit<T> {
		pub fn new(val: T) -> crate::mem::MaybeUninit<T> {}
		pub fn uninit() -> crate::mem::MaybeUninit<T> {}
		pub fn zeroed() -> crate::mem::MaybeUninit<T> {}
		pub fn write(&mut self, val: T) -> &mut T {}
		pub fn as_ptr(&self) -> *const T {}
		pub fn as_mut_ptr(&mut self) -> *mut T {}
		pub fn assume_init(self) -> T {}
		pub fn assume_init_read(&self) -> T {}
		pub fn assume_init_drop(&mut self) {}
		pub fn assume_init_ref(&self) -> &T {}
		pub fn assume_init_mut(&mut self) -> &mut T {}
	}
	pub fn align_of<T>() -> usize {}
	pub fn align_of_val<T>(val: &T) -> usize {}
	pub fn discriminant<T>(v: &T) -> crate::mem::Discriminant<T> {}
	pub fn drop<T>(_x: T) {}
	pub fn forget<T>(t: T) {}
	#[deprecated(since = "1.2.0", note = "use align_of instead")]
	pub fn min_align_of<T>() -> usize {}
	#[deprecated(since = "1.2.0", note = "use align_of_val instead")]
	pub fn min_align_of_val<T>(val: &T) -> usize {}
	pub fn needs_drop<T>() -> bool {}
	pub macro offset_of() {}
	pub fn replace<T>(dest: &mut T, src: T) -> T {}
	pub fn size_of<T>() -> usize {}
	pub fn size_of_val<T>(val: &T) -> usize {}
	pub fn swap<T>(x: &mut T, y: &mut T) {}
	pub fn take<T>(dest: &mut T) -> T {}
	pub fn transmute<Src, Dst>(src: Src) -> Dst {}
	pub fn transmute_copy<Src, Dst>(src: &Src) -> Dst {}
	#[deprecated(since = "1.39.0", note = "use mem::MaybeUninit instead")]
	pub fn uninitialized<T>() -> T {}
	pub fn zeroed<T>() -> T {}
}
pub mod net {
	pub struct AddrParseError();
	impl crate::clone::Clone for crate::net::AddrParseError {}
	impl crate::error::Error for crate::net::AddrParseError {}
	pub struct Incoming<'a> {}
	impl<'a> crate::iter::Iterator for crate::net::Incoming<'a> {
		type Item = crate::result::Result<crate::net::TcpStream, crate::io::Error>;
	}
	pub enum IpAddr { V4(crate::net::Ipv4Addr), V6(crate::net::Ipv6Addr) }
	impl crate::clone::Clone for crate::net::IpAddr {}
	impl crate::net::IpAddr {
		pub fn is_unspecified(&self) -> bool {}
		pub fn is_loopback(&self) -> bool {}
		pub fn is_multicast(&self) -> bool {}
		pub fn is_ipv4(&self) -> bool {}
		pub fn is_ipv6(&self) -> bool {}
		pub fn to_canonical(&self) -> crate::net::IpAddr {}
	}
	impl crate::str::FromStr for crate::net::IpAddr {
		type Err = crate::net::AddrParseError;
	}
	pub struct Ipv4Addr {}
	impl crate::clone::Clone for crate::net::Ipv4Addr {}
	impl crate::net::Ipv4Addr {
		pub const BITS: u32 = ();
		pub const LOCALHOST: crate::net::Ipv4Addr = ();
		pub const UNSPECIFIED: crate::net::Ipv4Addr = ();
		pub const BROADCAST: crate::net::Ipv4Addr = ();
		pub fn new(a: u8, b: u8, c: u8, d: u8) -> crate::net::Ipv4Addr {}
		pub fn to_bits(self) -> u32 {}
		pub fn from_bits(bits: u32) -> crate::net::Ipv4Addr {}
		pub fn octets(&self) -> [u8; 4] {}
		pub fn from_octets(octets: [u8; 4]) -> crate::net::Ipv4Addr {}
		pub fn is_unspecified(&self) -> bool {}
		pub fn is_loopback(&self) -> bool {}
		pub fn is_private(&self) -> bool {}
		pub fn is_link_local(&self) -> bool {}
		pub fn is_multicast(&self) -> bool {}
		pub fn is_broadcast(&self) -> bool {}
		pub fn is_documentation(&self) -> bool {}
		pub fn to_ipv6_compatible(&self) -> crate::net::Ipv6Addr {}
		pub fn to_ipv6_mapped(&self) -> crate::net::Ipv6Addr {}
	}
	impl crate::str::FromStr for crate::net::Ipv4Addr {
		type Err = crate::net::AddrParseError;
	}
	pub struct Ipv6Addr {}
	impl crate::clone::Clone for crate::net::Ipv6Addr {}
	impl crate::net::Ipv6Addr {
		pub const BITS: u32 = ();
		pub const LOCALHOST: crate::net::Ipv6Addr = ();
		pub const UNSPECIFIED: crate::net::Ipv6Addr = ();
		pub fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> crate::net::Ipv6Addr {}
		pub fn to_bits(self) -> u128 {}
		pub fn from_bits(bits: u128) -> crate::net::Ipv6Addr {}
		pub fn segments(&self) -> [u16; 8] {}
		pub fn from_segments(segments: [u16; 8]) -> crate::net::Ipv6Addr {}
		pub fn is_unspecified(&self) -> bool {}
		pub fn is_loopback(&self) -> bool {}
		pub fn is_unique_local(&self) -> bool {}
		pub fn is_unicast_link_local(&self) -> bool {}
		pub fn is_multicast(&self) -> bool {}
		pub fn to_ipv4_mapped(&self) -> crate::option::Option<crate::net::Ipv4Addr> {}
		pub fn to_ipv4(&self) -> crate::option::Option<crate::net::Ipv4Addr> {}
		pub fn to_canonical(&self) -> crate::net::IpAddr {}
		pub fn octets(&self) -> [u8; 16] {}
		pub fn from_octets(octets: [u8; 16]) -> crate::net::Ipv6Addr {}
	}
	impl crate::str::FromStr for crate::net::Ipv6Addr {
		type Err = crate::net::AddrParseError;
	}
	pub enum Shutdown { Read, Write, Both }
	impl crate::clone::Clone for crate::net::Shutdown {}
	pub enum SocketAddr { V4(crate::net::SocketAddrV4), V6(crate::net::SocketAddrV6) }
	impl crate::clone::Clone for crate::net::SocketAddr {}
	impl crate::net::SocketAddr {
		pub fn new(ip: crate::net::IpAddr, port: u16) -> crate::net::SocketAddr {}
		pub fn ip(&self) -> crate::net::IpAddr {}
		pub fn set_ip(&mut self, new_ip: crate::net::IpAddr) {}
		pub fn port(&self) -> u16 {}
		pub fn set_port(&mut self, new_port: u16) {}
		pub fn is_ipv4(&self) -> bool {}
		pub fn is_ipv6(&self) -> bool {}
	}
	impl crate::net::ToSocketAddrs for crate::net::SocketAddr {
		type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
	}
	impl crate::str::FromStr for crate::net::SocketAddr {
		type Err = crate::net::AddrParseError;
	}
	pub struct SocketAddrV4 {}
	impl crate::clone::Clone for crate::net::SocketAddrV4 {}
	impl crate::net::SocketAddrV4 {
		pub fn new(ip: crate::net::Ipv4Addr, port: u16) -> crate::net::SocketAddrV4 {}
		pub fn ip(&self) -> &crate::net::Ipv4Addr {}
		pub fn set_ip(&mut self, new_ip: crate::net::Ipv4Addr) {}
		pub fn port(&self) -> u16 {}
		pub fn set_port(&mut self, new_port: u16) {}
	}
	impl crate::net::ToSocketAddrs for crate::net::SocketAddrV4 {
		type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
	}
	impl crate::str::FromStr for crate::net::SocketAddrV4 {
		type Err = crate::net::AddrParseError;
	}
	pub struct SocketAddrV6 {}
	impl crate::clone::Clone for crate::net::SocketAddrV6 {}
	impl crate::net::SocketAddrV6 {
		pub fn new(ip: crate::net::Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> crate::net::SocketAddrV6 {}
		pub fn ip(&self) -> &crate::net::Ipv6Addr {}
		pub fn set_ip(&mut self, new_ip: crate::net::Ipv6Addr) {}
		pub fn port(&self) -> u16 {}
		pub fn set_port(&mut self, new_port: u16) {}
		pub fn flowinfo(&self) -> u32 {}
		pub fn set_flowinfo(&mut self, new_flowinfo: u32) {}
		pub fn scope_id(&self) -> u32 {}
		pub fn set_scope_id(&mut self, new_scope_id: u32) {}
	}
	impl crate::net::ToSocketAddrs for crate::net::SocketAddrV6 {
		type Iter = crate::option::IntoIter<crate::net::SocketAddr>;
	}
	impl crate::str::FromStr for crate::net::SocketAddrV6 {
		type Err = crate::net::AddrParseError;
	}
	pub struct TcpListener();
	impl crate::net::TcpListener {
		pub fn bind<A>(addr: A) -> crate::io::Result<crate::net::TcpListener> {}
		pub fn local_addr(&self) -> crate::io::Result<crate::net::SocketAddr> {}
		pub fn try_clone(&self) -> crate::io::Result<crate::net::TcpListener> {}
		pub fn accept(&self) -> crate::io::Result<(crate::net::TcpStream, crate::net::SocketAddr)> {}
		pub fn incoming(&self) -> crate::net::Incoming<'_> {}
		pub fn set_ttl(&self, ttl: u32) -> crate::io::Result<()> {}
		pub fn ttl(&self) -> crate::io::Result<u32> {}
		#[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
		pub fn set_only_v6(&self, only_v6: bool) -> crate::io::Result<()> {}
		#[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
		pub fn only_v6(&self) -> crate::io::Result<bool> {}
		pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
		pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
	}
	impl crate::os::fd::AsFd for crate::net::TcpListener {}
	impl crate::os::fd::AsRawFd for crate::net::TcpListener {}
	impl crate::os::fd::FromRawFd for crate::net::TcpListener {}
	impl crate::os::fd::IntoRawFd for crate::net::TcpListener {}
	impl crate::os::windows::io::AsRawSocket for crate::net::TcpListener {}
	impl crate::os::windows::io::AsSocket for crate::net::TcpListener {}
	impl crate::os::windows::io::FromRawSocket for crate::net::TcpListener {}
	impl crate::os::windows::io::IntoRawSocket for crate::net::TcpListener {}
	pub struct TcpStream();
	impl crate::io::Read for &crate::net::TcpStream {}
	impl crate::io::Read for crate::net::TcpStream {}
	impl crate::io::Write for &crate::net::TcpStream {}
	impl crate::io::Write for crate::net::TcpStream {}
	impl crate::net::TcpStream {
		pub fn connect<A>(addr: A) -> crate::io::Result<crate::net::TcpStream> {}
		pub fn connect_timeout(addr: &crate::net::SocketAddr, timeout: crate::time::Duration) -> crate::io::Result<crate::net::TcpStream> {}
		pub fn peer_addr(&self) -> crate::io::Result<crate::net::SocketAddr> {}
		pub fn local_addr(&self) -> crate::io::Result<crate::net::SocketAddr> {}
		pub fn shutdown(&self, how: crate::net::Shutdown) -> crate::io::Result<()> {}
		pub fn try_clone(&self) -> crate::io::Result<crate::net::TcpStream> {}
		pub fn set_read_timeout(&self, dur: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
		pub fn set_write_timeout(&self, dur: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
		pub fn read_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
		pub fn write_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
		pub fn peek(&self, buf: &mut [u8]) -> crate::io::Result<usize> {}
		pub fn set_nodelay(&self, nodelay: bool) -> crate::io::Result<()> {}
		pub fn nodelay(&self) -> crate::io::Result<bool> {}
		pub fn set_ttl(&self, ttl: u32) -> crate::io::Result<()> {}
		pub fn ttl(&self) -> crate::io::Result<u32> {}
		pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
		pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
	}
	impl crate::os::fd::AsFd for crate::net::TcpStream {}
	impl crate::os::fd::AsRawFd for crate::net::TcpStream {}
	impl crate::os::fd::FromRawFd for crate::net::TcpStream {}
	impl crate::os::fd::IntoRawFd for crate::net::TcpStream {}
	impl crate::os::linux::net::TcpStreamExt for crate::net::TcpStream {}
	impl crate::os::windows::io::AsRawSocket for crate::net::TcpStream {}
	impl crate::os::windows::io::AsSocket for crate::net::TcpStream {}
	impl crate::os::windows::io::FromRawSocket for crate::net::TcpStream {}
	impl crate::os::windows::io::IntoRawSocket for crate::net::TcpStream {}
	pub trait ToSocketAddrs {
		type Iter: crate::iter::Iterator<Item = crate::net::SocketAddr>;
		fn to_socket_addrs(&self) -> crate::io::Result<Self::Iter>;
	}
	impl<T: crate::net::ToSocketAddrs> crate::net::ToSocketAddrs for &T {
		type Iter = <T as crate::net::ToSocketAddrs>::Iter;
	}
	pub struct UdpSocket();
	impl crate::net::UdpSocket {
		pub fn bind<A>(addr: A) -> crate::io::Result<crate::net::UdpSocket> {}
		pub fn recv_from(&self, buf: &mut [u8]) -> crate::io::Result<(usize, crate::net::SocketAddr)> {}
		pub fn peek_from(&self, buf: &mut [u8]) -> crate::io::Result<(usize, crate::net::SocketAddr)> {}
		pub fn send_to<A>(&self, buf: &[u8], addr: A) -> crate::io::Result<usize> {}
		pub fn peer_addr(&self) -> crate::io::Result<crate::net::SocketAddr> {}
		pub fn local_addr(&self) -> crate::io::Result<crate::net::SocketAddr> {}
		pub fn try_clone(&self) -> crate::io::Result<crate::net::UdpSocket> {}
		pub fn set_read_timeout(&self, dur: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
		pub fn set_write_timeout(&self, dur: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
		pub fn read_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
		pub fn write_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
		pub fn set_broadcast(&self, broadcast: bool) -> crate::io::Result<()> {}
		pub fn broadcast(&self) -> crate::io::Result<bool> {}
		pub fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> crate::io::Result<()> {}
		pub fn multicast_loop_v4(&self) -> crate::io::Result<bool> {}
		pub fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> crate::io::Result<()> {}
		pub fn multicast_ttl_v4(&self) -> crate::io::Result<u32> {}
		pub fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> crate::io::Result<()> {}
		pub fn multicast_loop_v6(&self) -> crate::io::Result<bool> {}
		pub fn set_ttl(&self, ttl: u32) -> crate::io::Result<()> {}
		pub fn ttl(&self) -> crate::io::Result<u32> {}
		pub fn join_multicast_v4(&self, multiaddr: &crate::net::Ipv4Addr, interface: &crate::net::Ipv4Addr) -> crate::io::Result<()> {}
		pub fn join_multicast_v6(&self, multiaddr: &crate::net::Ipv6Addr, interface: u32) -> crate::io::Result<()> {}
		pub fn leave_multicast_v4(&self, multiaddr: &crate::net::Ipv4Addr, interface: &crate::net::Ipv4Addr) -> crate::io::Result<()> {}
		pub fn leave_multicast_v6(&self, multiaddr: &crate::net::Ipv6Addr, interface: u32) -> crate::io::Result<()> {}
		pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
		pub fn connect<A>(&self, addr: A) -> crate::io::Result<()> {}
		pub fn send(&self, buf: &[u8]) -> crate::io::Result<usize> {}
		pub fn recv(&self, buf: &mut [u8]) -> crate::io::Result<usize> {}
		pub fn peek(&self, buf: &mut [u8]) -> crate::io::Result<usize> {}
		pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
	}
	impl crate::os::fd::AsFd for crate::net::UdpSocket {}
	impl crate::os::fd::AsRawFd for crate::net::UdpSocket {}
	impl crate::os::fd::FromRawFd for crate::net::UdpSocket {}
	impl crate::os::fd::IntoRawFd for crate::net::UdpSocket {}
	impl crate::os::windows::io::AsRawSocket for crate::net::UdpSocket {}
	impl crate::os::windows::io::AsSocket for crate::net::UdpSocket {}
	impl crate::os::windows::io::FromRawSocket for crate::net::UdpSocket {}
	impl crate::os::windows::io::IntoRawSocket for crate::net::UdpSocket {}
}
pub mod num {
	pub enum FpCategory { Nan, Infinite, Zero, Subnormal, Normal }
	impl crate::clone::Clone for crate::num::FpCategory {}
	pub enum IntErrorKind { Empty, InvalidDigit, PosOverflow, NegOverflow, Zero }
	impl crate::clone::Clone for crate::num::IntErrorKind {}
	pub struct NonZero<T>();
	impl crate::num::NonZero<i128> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<i128> = ();
		pub const MAX: crate::num::NonZero<i128> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<i128> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<i128>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<i128>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<i128> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<i128> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<u128> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<i128>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<i128>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<i128> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<i128> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<u128> {}
		pub fn checked_mul(self, other: crate::num::NonZero<i128>) -> crate::option::Option<crate::num::NonZero<i128>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<i128>) -> crate::num::NonZero<i128> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<i128>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<i128> {}
	}
	impl crate::num::NonZero<i16> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<i16> = ();
		pub const MAX: crate::num::NonZero<i16> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<i16> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<i16>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<i16>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<i16> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<i16> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<u16> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<i16>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<i16>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<i16> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<i16> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<u16> {}
		pub fn checked_mul(self, other: crate::num::NonZero<i16>) -> crate::option::Option<crate::num::NonZero<i16>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<i16>) -> crate::num::NonZero<i16> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<i16>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<i16> {}
	}
	impl crate::num::NonZero<i32> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<i32> = ();
		pub const MAX: crate::num::NonZero<i32> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<i32> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<i32>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<i32>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<i32> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<i32> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<u32> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<i32>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<i32>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<i32> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<i32> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<u32> {}
		pub fn checked_mul(self, other: crate::num::NonZero<i32>) -> crate::option::Option<crate::num::NonZero<i32>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<i32>) -> crate::num::NonZero<i32> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<i32>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<i32> {}
	}
	impl crate::num::NonZero<i64> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<i64> = ();
		pub const MAX: crate::num::NonZero<i64> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<i64> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<i64>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<i64>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<i64> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<i64> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<u64> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<i64>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<i64>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<i64> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<i64> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<u64> {}
		pub fn checked_mul(self, other: crate::num::NonZero<i64>) -> crate::option::Option<crate::num::NonZero<i64>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<i64>) -> crate::num::NonZero<i64> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<i64>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<i64> {}
	}
	impl crate::num::NonZero<i8> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<i8> = ();
		pub const MAX: crate::num::NonZero<i8> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<i8> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<i8>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<i8>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<i8> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<i8> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<u8> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<i8>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<i8>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<i8> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<i8> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<u8> {}
		pub fn checked_mul(self, other: crate::num::NonZero<i8>) -> crate::option::Option<crate::num::NonZero<i8>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<i8>) -> crate::num::NonZero<i8> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<i8>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<i8> {}
	}
	impl crate::num::NonZero<isize> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<isize> = ();
		pub const MAX: crate::num::NonZero<isize> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn abs(self) -> crate::num::NonZero<isize> {}
		pub fn checked_abs(self) -> crate::option::Option<crate::num::NonZero<isize>> {}
		pub fn overflowing_abs(self) -> (crate::num::NonZero<isize>, bool) {}
		pub fn saturating_abs(self) -> crate::num::NonZero<isize> {}
		pub fn wrapping_abs(self) -> crate::num::NonZero<isize> {}
		pub fn unsigned_abs(self) -> crate::num::NonZero<usize> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
		pub fn checked_neg(self) -> crate::option::Option<crate::num::NonZero<isize>> {}
		pub fn overflowing_neg(self) -> (crate::num::NonZero<isize>, bool) {}
		pub fn saturating_neg(self) -> crate::num::NonZero<isize> {}
		pub fn wrapping_neg(self) -> crate::num::NonZero<isize> {}
		pub fn cast_unsigned(self) -> crate::num::NonZero<usize> {}
		pub fn checked_mul(self, other: crate::num::NonZero<isize>) -> crate::option::Option<crate::num::NonZero<isize>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<isize>) -> crate::num::NonZero<isize> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<isize>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<isize> {}
	}
	impl crate::num::NonZero<u128> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<u128> = ();
		pub const MAX: crate::num::NonZero<u128> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: u128) -> crate::option::Option<crate::num::NonZero<u128>> {}
		pub fn saturating_add(self, other: u128) -> crate::num::NonZero<u128> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<u128>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<u128>) -> crate::num::NonZero<u128> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<u128> {}
		pub fn cast_signed(self) -> crate::num::NonZero<i128> {}
		pub fn checked_mul(self, other: crate::num::NonZero<u128>) -> crate::option::Option<crate::num::NonZero<u128>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<u128>) -> crate::num::NonZero<u128> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<u128>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<u128> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<u128>) -> crate::num::NonZero<u128> {}
	}
	impl crate::num::NonZero<u16> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<u16> = ();
		pub const MAX: crate::num::NonZero<u16> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: u16) -> crate::option::Option<crate::num::NonZero<u16>> {}
		pub fn saturating_add(self, other: u16) -> crate::num::NonZero<u16> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<u16>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<u16>) -> crate::num::NonZero<u16> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<u16> {}
		pub fn cast_signed(self) -> crate::num::NonZero<i16> {}
		pub fn checked_mul(self, other: crate::num::NonZero<u16>) -> crate::option::Option<crate::num::NonZero<u16>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<u16>) -> crate::num::NonZero<u16> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<u16>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<u16> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<u16>) -> crate::num::NonZero<u16> {}
	}
	impl crate::num::NonZero<u32> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<u32> = ();
		pub const MAX: crate::num::NonZero<u32> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: u32) -> crate::option::Option<crate::num::NonZero<u32>> {}
		pub fn saturating_add(self, other: u32) -> crate::num::NonZero<u32> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<u32>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<u32>) -> crate::num::NonZero<u32> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<u32> {}
		pub fn cast_signed(self) -> crate::num::NonZero<i32> {}
		pub fn checked_mul(self, other: crate::num::NonZero<u32>) -> crate::option::Option<crate::num::NonZero<u32>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<u32>) -> crate::num::NonZero<u32> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<u32>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<u32> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<u32>) -> crate::num::NonZero<u32> {}
	}
	impl crate::num::NonZero<u64> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<u64> = ();
		pub const MAX: crate::num::NonZero<u64> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: u64) -> crate::option::Option<crate::num::NonZero<u64>> {}
		pub fn saturating_add(self, other: u64) -> crate::num::NonZero<u64> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<u64>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<u64>) -> crate::num::NonZero<u64> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<u64> {}
		pub fn cast_signed(self) -> crate::num::NonZero<i64> {}
		pub fn checked_mul(self, other: crate::num::NonZero<u64>) -> crate::option::Option<crate::num::NonZero<u64>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<u64>) -> crate::num::NonZero<u64> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<u64>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<u64> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<u64>) -> crate::num::NonZero<u64> {}
	}
	impl crate::num::NonZero<u8> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<u8> = ();
		pub const MAX: crate::num::NonZero<u8> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: u8) -> crate::option::Option<crate::num::NonZero<u8>> {}
		pub fn saturating_add(self, other: u8) -> crate::num::NonZero<u8> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<u8>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<u8>) -> crate::num::NonZero<u8> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<u8> {}
		pub fn cast_signed(self) -> crate::num::NonZero<i8> {}
		pub fn checked_mul(self, other: crate::num::NonZero<u8>) -> crate::option::Option<crate::num::NonZero<u8>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<u8>) -> crate::num::NonZero<u8> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<u8>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<u8> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<u8>) -> crate::num::NonZero<u8> {}
	}
	impl crate::num::NonZero<usize> {
		pub const BITS: u32 = ();
		pub const MIN: crate::num::NonZero<usize> = ();
		pub const MAX: crate::num::NonZero<usize> = ();
		pub fn leading_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn count_ones(self) -> crate::num::NonZero<u32> {}
		pub fn checked_add(self, other: usize) -> crate::option::Option<crate::num::NonZero<usize>> {}
		pub fn saturating_add(self, other: usize) -> crate::num::NonZero<usize> {}
		pub fn checked_next_power_of_two(self) -> crate::option::Option<crate::num::NonZero<usize>> {}
		pub fn ilog2(self) -> u32 {}
		pub fn ilog10(self) -> u32 {}
		pub fn midpoint(self, rhs: crate::num::NonZero<usize>) -> crate::num::NonZero<usize> {}
		pub fn is_power_of_two(self) -> bool {}
		pub fn isqrt(self) -> crate::num::NonZero<usize> {}
		pub fn cast_signed(self) -> crate::num::NonZero<isize> {}
		pub fn checked_mul(self, other: crate::num::NonZero<usize>) -> crate::option::Option<crate::num::NonZero<usize>> {}
		pub fn saturating_mul(self, other: crate::num::NonZero<usize>) -> crate::num::NonZero<usize> {}
		pub fn checked_pow(self, other: u32) -> crate::option::Option<crate::num::NonZero<usize>> {}
		pub fn saturating_pow(self, other: u32) -> crate::num::NonZero<usize> {}
		pub fn div_ceil(self, rhs: crate::num::NonZero<usize>) -> crate::num::NonZero<usize> {}
	}
	impl crate::str::FromStr for crate::num::NonZero<i128> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<i16> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<i32> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<i64> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<i8> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<isize> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<u128> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<u16> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<u32> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<u64> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<u8> {
		type Err = crate::num::ParseIntError;
	}
	impl crate::str::FromStr for crate::num::NonZero<usize> {
		type Err = crate::num::ParseIntError;
	}
	impl<T> crate::clone::Clone for crate::num::NonZero<T> {}
	impl<T> crate::num::NonZero<T> {
		pub fn new(n: T) -> crate::option::Option<crate::num::NonZero<T>> {}
		pub fn new_unchecked(n: T) -> crate::num::NonZero<T> {}
		pub fn get(self) -> T {}
	}
	pub type NonZeroI128 = crate::num::NonZero<i128>;
	pub type NonZeroI16 = crate::num::NonZero<i16>;
	pub type NonZeroI32 = crate::num::NonZero<i32>;
	pub type NonZeroI64 = crate::num::NonZero<i64>;
	pub type NonZeroI8 = crate::num::NonZero<i8>;
	pub type NonZeroIsize = crate::num::NonZero<isize>;
	pub type NonZeroU128 = crate::num::NonZero<u128>;
	pub type NonZeroU16 = crate::num::NonZero<u16>;
	pub type NonZeroU32 = crate::num::NonZero<u32>;
	pub type NonZeroU64 = crate::num::NonZero<u64>;
	pub type NonZeroU8 = crate::num::NonZero<u8>;
	pub type NonZeroUsize = crate::num::NonZero<usize>;
	pub struct ParseFloatError {}
	impl crate::clone::Clone for crate::num::ParseFloatError {}
	impl crate::error::Error for crate::num::ParseFloatError {}
	pub struct ParseIntError {}
	impl crate::clone::Clone for crate::num::ParseIntError {}
	impl crate::error::Error for crate::num::ParseIntError {}
	impl crate::num::ParseIntError {
		pub fn kind(&self) -> &crate::num::IntErrorKind {}
	}
	pub struct Saturating<T>(pub T);
	impl crate::num::Saturating<i128> {
		pub const MIN: crate::num::Saturating<i128> = ();
		pub const MAX: crate::num::Saturating<i128> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<i128> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<i128> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<i128> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<i128> {}
		pub fn from_be(x: crate::num::Saturating<i128>) -> crate::num::Saturating<i128> {}
		pub fn from_le(x: crate::num::Saturating<i128>) -> crate::num::Saturating<i128> {}
		pub fn to_be(self) -> crate::num::Saturating<i128> {}
		pub fn to_le(self) -> crate::num::Saturating<i128> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<i128> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<i128> {}
		pub fn signum(self) -> crate::num::Saturating<i128> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<i16> {
		pub const MIN: crate::num::Saturating<i16> = ();
		pub const MAX: crate::num::Saturating<i16> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<i16> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<i16> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<i16> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<i16> {}
		pub fn from_be(x: crate::num::Saturating<i16>) -> crate::num::Saturating<i16> {}
		pub fn from_le(x: crate::num::Saturating<i16>) -> crate::num::Saturating<i16> {}
		pub fn to_be(self) -> crate::num::Saturating<i16> {}
		pub fn to_le(self) -> crate::num::Saturating<i16> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<i16> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<i16> {}
		pub fn signum(self) -> crate::num::Saturating<i16> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<i32> {
		pub const MIN: crate::num::Saturating<i32> = ();
		pub const MAX: crate::num::Saturating<i32> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<i32> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<i32> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<i32> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<i32> {}
		pub fn from_be(x: crate::num::Saturating<i32>) -> crate::num::Saturating<i32> {}
		pub fn from_le(x: crate::num::Saturating<i32>) -> crate::num::Saturating<i32> {}
		pub fn to_be(self) -> crate::num::Saturating<i32> {}
		pub fn to_le(self) -> crate::num::Saturating<i32> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<i32> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<i32> {}
		pub fn signum(self) -> crate::num::Saturating<i32> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<i64> {
		pub const MIN: crate::num::Saturating<i64> = ();
		pub const MAX: crate::num::Saturating<i64> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<i64> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<i64> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<i64> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<i64> {}
		pub fn from_be(x: crate::num::Saturating<i64>) -> crate::num::Saturating<i64> {}
		pub fn from_le(x: crate::num::Saturating<i64>) -> crate::num::Saturating<i64> {}
		pub fn to_be(self) -> crate::num::Saturating<i64> {}
		pub fn to_le(self) -> crate::num::Saturating<i64> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<i64> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<i64> {}
		pub fn signum(self) -> crate::num::Saturating<i64> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<i8> {
		pub const MIN: crate::num::Saturating<i8> = ();
		pub const MAX: crate::num::Saturating<i8> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<i8> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<i8> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<i8> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<i8> {}
		pub fn from_be(x: crate::num::Saturating<i8>) -> crate::num::Saturating<i8> {}
		pub fn from_le(x: crate::num::Saturating<i8>) -> crate::num::Saturating<i8> {}
		pub fn to_be(self) -> crate::num::Saturating<i8> {}
		pub fn to_le(self) -> crate::num::Saturating<i8> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<i8> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<i8> {}
		pub fn signum(self) -> crate::num::Saturating<i8> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<isize> {
		pub const MIN: crate::num::Saturating<isize> = ();
		pub const MAX: crate::num::Saturating<isize> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<isize> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<isize> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<isize> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<isize> {}
		pub fn from_be(x: crate::num::Saturating<isize>) -> crate::num::Saturating<isize> {}
		pub fn from_le(x: crate::num::Saturating<isize>) -> crate::num::Saturating<isize> {}
		pub fn to_be(self) -> crate::num::Saturating<isize> {}
		pub fn to_le(self) -> crate::num::Saturating<isize> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<isize> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn abs(self) -> crate::num::Saturating<isize> {}
		pub fn signum(self) -> crate::num::Saturating<isize> {}
		pub fn is_positive(self) -> bool {}
		pub fn is_negative(self) -> bool {}
	}
	impl crate::num::Saturating<u128> {
		pub const MIN: crate::num::Saturating<u128> = ();
		pub const MAX: crate::num::Saturating<u128> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<u128> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<u128> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<u128> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<u128> {}
		pub fn from_be(x: crate::num::Saturating<u128>) -> crate::num::Saturating<u128> {}
		pub fn from_le(x: crate::num::Saturating<u128>) -> crate::num::Saturating<u128> {}
		pub fn to_be(self) -> crate::num::Saturating<u128> {}
		pub fn to_le(self) -> crate::num::Saturating<u128> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<u128> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl crate::num::Saturating<u16> {
		pub const MIN: crate::num::Saturating<u16> = ();
		pub const MAX: crate::num::Saturating<u16> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<u16> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<u16> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<u16> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<u16> {}
		pub fn from_be(x: crate::num::Saturating<u16>) -> crate::num::Saturating<u16> {}
		pub fn from_le(x: crate::num::Saturating<u16>) -> crate::num::Saturating<u16> {}
		pub fn to_be(self) -> crate::num::Saturating<u16> {}
		pub fn to_le(self) -> crate::num::Saturating<u16> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<u16> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl crate::num::Saturating<u32> {
		pub const MIN: crate::num::Saturating<u32> = ();
		pub const MAX: crate::num::Saturating<u32> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<u32> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<u32> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<u32> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<u32> {}
		pub fn from_be(x: crate::num::Saturating<u32>) -> crate::num::Saturating<u32> {}
		pub fn from_le(x: crate::num::Saturating<u32>) -> crate::num::Saturating<u32> {}
		pub fn to_be(self) -> crate::num::Saturating<u32> {}
		pub fn to_le(self) -> crate::num::Saturating<u32> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<u32> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl crate::num::Saturating<u64> {
		pub const MIN: crate::num::Saturating<u64> = ();
		pub const MAX: crate::num::Saturating<u64> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<u64> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<u64> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<u64> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<u64> {}
		pub fn from_be(x: crate::num::Saturating<u64>) -> crate::num::Saturating<u64> {}
		pub fn from_le(x: crate::num::Saturating<u64>) -> crate::num::Saturating<u64> {}
		pub fn to_be(self) -> crate::num::Saturating<u64> {}
		pub fn to_le(self) -> crate::num::Saturating<u64> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<u64> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl crate::num::Saturating<u8> {
		pub const MIN: crate::num::Saturating<u8> = ();
		pub const MAX: crate::num::Saturating<u8> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<u8> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<u8> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<u8> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<u8> {}
		pub fn from_be(x: crate::num::Saturating<u8>) -> crate::num::Saturating<u8> {}
		pub fn from_le(x: crate::num::Saturating<u8>) -> crate::num::Saturating<u8> {}
		pub fn to_be(self) -> crate::num::Saturating<u8> {}
		pub fn to_le(self) -> crate::num::Saturating<u8> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<u8> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl crate::num::Saturating<usize> {
		pub const MIN: crate::num::Saturating<usize> = ();
		pub const MAX: crate::num::Saturating<usize> = ();
		pub const BITS: u32 = ();
		pub fn count_ones(self) -> u32 {}
		pub fn count_zeros(self) -> u32 {}
		pub fn trailing_zeros(self) -> u32 {}
		pub fn rotate_left(self, n: u32) -> crate::num::Saturating<usize> {}
		pub fn rotate_right(self, n: u32) -> crate::num::Saturating<usize> {}
		pub fn swap_bytes(self) -> crate::num::Saturating<usize> {}
		pub fn reverse_bits(self) -> crate::num::Saturating<usize> {}
		pub fn from_be(x: crate::num::Saturating<usize>) -> crate::num::Saturating<usize> {}
		pub fn from_le(x: crate::num::Saturating<usize>) -> crate::num::Saturating<usize> {}
		pub fn to_be(self) -> crate::num::Saturating<usize> {}
		pub fn to_le(self) -> crate::num::Saturating<usize> {}
		pub fn pow(self, exp: u32) -> crate::num::Saturating<usize> {}
		pub fn leading_zeros(self) -> u32 {}
		pub fn is_power_of_two(self) -> bool {}
	}
	impl<T> crate::clone::Clone for crate::num::Saturating<T> {}
	impl<T> crate::default::Default for crate::num::Saturating<T> {}
	pub struct TryFromIntError();
	impl crate::clone::Clone for crate::num::TryFromIntError {}
	impl crate::error::Error for crate::num::TryFromIntError {}
	pub struct Wrapping<T>(pub T);
	impl crate::num::Wrapping<i128> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<i128> {}
	}
	impl crate::num::Wrapping<i16> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<i16> {}
	}
	impl crate::num::Wrapping<i32> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<i32> {}
	}
	impl crate::num::Wrapping<i64> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<i64> {}
	}
	impl crate::num::Wrapping<i8> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<i8> {}
	}
	impl crate::num::Wrapping<isize> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<isize> {}
	}
	impl crate::num::Wrapping<u128> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<u128> {}
	}
	impl crate::num::Wrapping<u16> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<u16> {}
	}
	impl crate::num::Wrapping<u32> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<u32> {}
	}
	impl crate::num::Wrapping<u64> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<u64> {}
	}
	impl crate::num::Wrapping<u8> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<u8> {}
	}
	impl crate::num::Wrapping<usize> {
		pub fn reverse_bits(self) -> crate::num::Wrapping<usize> {}
	}
	impl<T> crate::clone::Clone for crate::num::Wrapping<T> {}
	impl<T> crate::default::Default for crate::num::Wrapping<T> {}
}
pub mod ops {
	pub trait Add<Rhs = Self> {
		type Output;
		fn add(self, rhs: Rhs) -> Self::Output;
	}
	pub trait AddAssign<Rhs = Self> {
		fn add_assign(&mut self, rhs: Rhs);
	}
	pub trait AsyncFn<Args>: crate::ops::AsyncFnMut<Args> {}
	pub trait AsyncFnMut<Args>: crate::ops::AsyncFnOnce<Args> {}
	pub trait AsyncFnOnce<Args> {}
	pub trait BitAnd<Rhs = Self> {
		type Output;
		fn bitand(self, rhs: Rhs) -> Self::Output;
	}
	pub trait BitAndAssign<Rhs = Self> {
		fn bitand_assign(&mut self, rhs: Rhs);
	}
	pub trait BitOr<Rhs = Self> {
		type Output;
		fn bitor(self, rhs: Rhs) -> Self::Output;
	}
	pub trait BitOrAssign<Rhs = Self> {
		fn bitor_assign(&mut self, rhs: Rhs);
	}
	pub trait BitXor<Rhs = Self> {
		type Output;
		fn bitxor(self, rhs: Rhs) -> Self::Output;
	}
	pub trait BitXorAssign<Rhs = Self> {
		fn bitxor_assign(&mut self, rhs: Rhs);
	}
	pub enum Bound<T> { Included(T), Excluded(T), Unbounded }
	impl<T> crate::clone::Clone for crate::ops::Bound<T> {}
	impl<T> crate::ops::Bound<&T> {
		pub fn cloned(self) -> crate::ops::Bound<T> {}
	}
	impl<T> crate::ops::Bound<T> {
		pub fn as_ref(&self) -> crate::ops::Bound<&T> {}
		pub fn map<U, F>(self, f: F) -> crate::ops::Bound<U> where F: crate::ops::FnOnce(T) -> U {}
	}
	pub enum ControlFlow<B, C = ()> { Continue(C), Break(B) }
	impl<B, C> crate::clone::Clone for crate::ops::ControlFlow<B, C> {}
	impl<B, C> crate::ops::ControlFlow<B, C> {
		pub fn is_break(&self) -> bool {}
		pub fn is_continue(&self) -> bool {}
		pub fn break_value(self) -> crate::option::Option<B> {}
		pub fn map_break<T, F>(self, f: F) -> crate::ops::ControlFlow<T, C> where F: crate::ops::FnOnce(B) -> T {}
		pub fn continue_value(self) -> crate::option::Option<C> {}
		pub fn map_continue<T, F>(self, f: F) -> crate::ops::ControlFlow<B, T> where F: crate::ops::FnOnce(C) -> T {}
	}
	pub trait Deref {
		type Target;
		fn deref(&self) -> &Self::Target;
	}
	impl<T> crate::ops::Deref for &T {
		type Target = T;
	}
	impl<T> crate::ops::Deref for &mut T {
		type Target = T;
	}
	pub trait DerefMut: crate::ops::Deref {
		fn deref_mut(&mut self) -> &mut Self::Target;
	}
	pub trait Div<Rhs = Self> {
		type Output;
		fn div(self, rhs: Rhs) -> Self::Output;
	}
	pub trait DivAssign<Rhs = Self> {
		fn div_assign(&mut self, rhs: Rhs);
	}
	pub trait Drop {
		fn drop(&mut self);
	}
	pub trait Fn<Args>: crate::ops::FnMut<Args> {}
	pub trait FnMut<Args>: crate::ops::FnOnce<Args> {}
	pub trait FnOnce<Args> {
		type Output;
	}
	pub trait Index<Idx> {
		type Output;
		fn index(&self, index: Idx) -> &Self::Output;
	}
	pub trait IndexMut<Idx>: crate::ops::Index<Idx> {
		fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
	}
	pub trait Mul<Rhs = Self> {
		type Output;
		fn mul(self, rhs: Rhs) -> Self::Output;
	}
	pub trait MulAssign<Rhs = Self> {
		fn mul_assign(&mut self, rhs: Rhs);
	}
	pub trait Neg {
		type Output;
		fn neg(self) -> Self::Output;
	}
	pub trait Not {
		type Output;
		fn not(self) -> Self::Output;
	}
	pub struct Range<Idx> { pub start: Idx, pub end: Idx, }
	impl<A> crate::iter::DoubleEndedIterator for crate::ops::Range<A> {}
	impl<A> crate::iter::Iterator for crate::ops::Range<A> {
		type Item = A;
	}
	impl<Idx> crate::clone::Clone for crate::ops::Range<Idx> {}
	impl<Idx> crate::default::Default for crate::ops::Range<Idx> {}
	impl<Idx> crate::ops::Range<Idx> {
		pub fn contains<U>(&self, item: &U) -> bool {}
		pub fn is_empty(&self) -> bool {}
	}
	pub trait RangeBounds<T> {
		fn start_bound(&self) -> crate::ops::Bound<&T>;
		fn end_bound(&self) -> crate::ops::Bound<&T>;
		fn contains<U>(&self, item: &U) -> bool;
	}
	pub struct RangeFrom<Idx> { pub start: Idx, }
	impl<A> crate::iter::Iterator for crate::ops::RangeFrom<A> {
		type Item = A;
	}
	impl<Idx> crate::clone::Clone for crate::ops::RangeFrom<Idx> {}
	impl<Idx> crate::ops::RangeFrom<Idx> {
		pub fn contains<U>(&self, item: &U) -> bool {}
	}
	pub struct RangeFull;
	impl crate::clone::Clone for crate::ops::RangeFull {}
	impl crate::default::Default for crate::ops::RangeFull {}
	pub struct RangeInclusive<Idx> {}
	impl<A> crate::iter::DoubleEndedIterator for crate::ops::RangeInclusive<A> {}
	impl<A> crate::iter::Iterator for crate::ops::RangeInclusive<A> {
		type Item = A;
	}
	impl<Idx> crate::clone::Clone for crate::ops::RangeInclusive<Idx> {}
	impl<Idx> crate::ops::RangeInclusive<Idx> {
		pub fn new(start: Idx, end: Idx) -> crate::ops::RangeInclusive<Idx> {}
		pub fn start(&self) -> &Idx {}
		pub fn end(&self) -> &Idx {}
		pub fn into_inner(self) -> (Idx, Idx) {}
		pub fn contains<U>(&self, item: &U) -> bool {}
		pub fn is_empty(&self) -> bool {}
	}
	pub struct RangeTo<Idx> { pub end: Idx, }
	impl<Idx> crate::clone::Clone for crate::ops::RangeTo<Idx> {}
	impl<Idx> crate::ops::RangeTo<Idx> {
		pub fn contains<U>(&self, item: &U) -> bool {}
	}
	pub struct RangeToInclusive<Idx> { pub end: Idx, }
	impl<Idx> crate::clone::Clone for crate::ops::RangeToInclusive<Idx> {}
	impl<Idx> crate::ops::RangeToInclusive<Idx> {
		pub fn contains<U>(&self, item: &U) -> bool {}
	}
	pub trait Rem<Rhs = Self> {
		type Output;
		fn rem(self, rhs: Rhs) -> Self::Output;
	}
	pub trait RemAssign<Rhs = Self> {
		fn rem_assign(&mut self, rhs: Rhs);
	}
	pub trait Shl<Rhs = Self> {
		type Output;
		fn shl(self, rhs: Rhs) -> Self::Output;
	}
	pub trait ShlAssign<Rhs = Self> {
		fn shl_assign(&mut self, rhs: Rhs);
	}
	pub trait Shr<Rhs = Self> {
		type Output;
		fn shr(self, rhs: Rhs) -> Self::Output;
	}
	pub trait ShrAssign<Rhs = Self> {
		fn shr_assign(&mut self, rhs: Rhs);
	}
	pub trait Sub<Rhs = Self> {
		type Output;
		fn sub(self, rhs: Rhs) -> Self::Output;
	}
	pub trait SubAssign<Rhs = Self> {
		fn sub_assign(&mut self, rhs: Rhs);
	}
}
pub mod option {
	pub struct IntoIter<A> {}
	impl<A> crate::clone::Clone for crate::option::IntoIter<A> {}
	impl<A> crate::iter::DoubleEndedIterator for crate::option::IntoIter<A> {}
	impl<A> crate::iter::Iterator for crate::option::IntoIter<A> {
		type Item = A;
	}
	pub struct Iter<'a, A> {}
	impl<'a, A> crate::iter::DoubleEndedIterator for crate::option::Iter<'a, A> {}
	impl<'a, A> crate::iter::Iterator for crate::option::Iter<'a, A> {
		type Item = &'a A;
	}
	impl<A> crate::clone::Clone for crate::option::Iter<'_, A> {}
	pub struct IterMut<'a, A> {}
	impl<'a, A> crate::iter::DoubleEndedIterator for crate::option::IterMut<'a, A> {}
	impl<'a, A> crate::iter::Iterator for crate::option::IterMut<'a, A> {
		type Item = &'a mut A;
	}
	pub enum Option<T> { None, Some(T) }
	impl<'a, T> crate::iter::IntoIterator for &'a crate::option::Option<T> {
		type Item = &'a T;
		type IntoIter = crate::option::Iter<'a, T>;
	}
	impl<'a, T> crate::iter::IntoIterator for &'a mut crate::option::Option<T> {
		type Item = &'a mut T;
		type IntoIter = crate::option::IterMut<'a, T>;
	}
	impl<T, E> crate::option::Option<crate::result::Result<T, E>> {
		pub fn transpose(self) -> crate::result::Result<crate::option::Option<T>, E> {}
	}
	impl<T, U> crate::option::Option<(T, U)> {
		pub fn unzip(self) -> (crate::option::Option<T>, crate::option::Option<U>) {}
	}
	impl<T> crate::clone::Clone for crate::option::Option<T> {}
	impl<T> crate::default::Default for crate::option::Option<T> {}
	impl<T> crate::iter::IntoIterator for crate::option::Option<T> {
		type Item = T;
		type IntoIter = crate::option::IntoIter<T>;
	}
	impl<T> crate::option::Option<&T> {
		pub fn copied(self) -> crate::option::Option<T> {}
		pub fn cloned(self) -> crate::option::Option<T> {}
	}
	impl<T> crate::option::Option<&mut T> {
		pub fn copied(self) -> crate::option::Option<T> {}
		pub fn cloned(self) -> crate::option::Option<T> {}
	}
	impl<T> crate::option::Option<T> {
		pub fn is_some(&self) -> bool {}
		pub fn is_some_and(self, f: impl crate::ops::FnOnce(T) -> bool) -> bool {}
		pub fn is_none(&self) -> bool {}
		pub fn is_none_or(self, f: impl crate::ops::FnOnce(T) -> bool) -> bool {}
		pub fn as_ref(&self) -> crate::option::Option<&T> {}
		pub fn as_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn as_pin_ref(self: crate::pin::Pin<&crate::option::Option<T>>) -> crate::option::Option<crate::pin::Pin<&T>> {}
		pub fn as_pin_mut(self: crate::pin::Pin<&mut crate::option::Option<T>>) -> crate::option::Option<crate::pin::Pin<&mut T>> {}
		pub fn as_slice(&self) -> &[T] {}
		pub fn as_mut_slice(&mut self) -> &mut [T] {}
		pub fn expect(self, msg: &str) -> T {}
		pub fn unwrap(self) -> T {}
		pub fn unwrap_or(self, default: T) -> T {}
		pub fn unwrap_or_else<F>(self, f: F) -> T where F: crate::ops::FnOnce() -> T {}
		pub fn unwrap_or_default(self) -> T {}
		pub fn unwrap_unchecked(self) -> T {}
		pub fn map<U, F>(self, f: F) -> crate::option::Option<U> where F: crate::ops::FnOnce(T) -> U {}
		pub fn inspect<F>(self, f: F) -> crate::option::Option<T> where F: crate::ops::FnOnce(&T) {}
		pub fn map_or<U, F>(self, default: U, f: F) -> U where F: crate::ops::FnOnce(T) -> U {}
		pub fn map_or_else<U, D, F>(self, default: D, f: F) -> U where D: crate::ops::FnOnce() -> U, F: crate::ops::FnOnce(T) -> U {}
		pub fn ok_or<E>(self, err: E) -> crate::result::Result<T, E> {}
		pub fn ok_or_else<E, F>(self, err: F) -> crate::result::Result<T, E> where F: crate::ops::FnOnce() -> E {}
		pub fn as_deref(&self) -> crate::option::Option<&<T as crate::ops::Deref>::Target> where T: crate::ops::Deref {}
		pub fn as_deref_mut(&mut self) -> crate::option::Option<&mut <T as crate::ops::Deref>::Target> {}
		pub fn iter(&self) -> crate::option::Iter<'_, T> {}
		pub fn iter_mut(&mut self) -> crate::option::IterMut<'_, T> {}
		pub fn and<U>(self, optb: crate::option::Option<U>) -> crate::option::Option<U> {}
		pub fn and_then<U, F>(self, f: F) -> crate::option::Option<U> where F: crate::ops::FnOnce(T) -> crate::option::Option<U> {}
		pub fn filter<P>(self, predicate: P) -> crate::option::Option<T> where P: crate::ops::FnOnce(&T) -> bool {}
		pub fn or(self, optb: crate::option::Option<T>) -> crate::option::Option<T> {}
		pub fn or_else<F>(self, f: F) -> crate::option::Option<T> where F: crate::ops::FnOnce() -> crate::option::Option<T> {}
		pub fn xor(self, optb: crate::option::Option<T>) -> crate::option::Option<T> {}
		pub fn insert(&mut self, value: T) -> &mut T {}
		pub fn get_or_insert(&mut self, value: T) -> &mut T {}
		pub fn get_or_insert_default(&mut self) -> &mut T {}
		pub fn get_or_insert_with<F>(&mut self, f: F) -> &mut T where F: crate::ops::FnOnce() -> T {}
		pub fn take(&mut self) -> crate::option::Option<T> {}
		pub fn take_if<P>(&mut self, predicate: P) -> crate::option::Option<T> where P: crate::ops::FnOnce(&mut T) -> bool {}
		pub fn replace(&mut self, value: T) -> crate::option::Option<T> {}
		pub fn zip<U>(self, other: crate::option::Option<U>) -> crate::option::Option<(T, U)> {}
	}
	impl<T> crate::option::Option<crate::option::Option<T>> {
		pub fn flatten(self) -> crate::option::Option<T> {}
	}
}
pub mod os {
	pub mod darwin {
		pub mod fs {
			pub trait FileTimesExt: Sealed {
				fn set_created(self, t: crate::time::SystemTime) -> Self;
			}
			pub trait MetadataExt {
				#[deprecated(since = "1.8.0", note = "deprecated in favor of the accessor methods of this trait")]
				fn as_raw_stat(&self) -> &stat;
				fn st_dev(&self) -> u64;
				fn st_ino(&self) -> u64;
				fn st_mode(&self) -> u32;
				fn st_nlink(&self) -> u64;
				fn st_uid(&self) -> u32;
				fn st_gid(&self) -> u32;
				fn st_rdev(&self) -> u64;
				fn st_size(&self) -> u64;
				fn st_atime(&self) -> i64;
				fn st_atime_nsec(&self) -> i64;
				fn st_mtime(&self) -> i64;
				fn st_mtime_nsec(&self) -> i64;
				fn st_ctime(&self) -> i64;
				fn st_ctime_nsec(&self) -> i64;
				fn st_birthtime(&self) -> i64;
				fn st_birthtime_nsec(&self) -> i64;
				fn st_blksize(&self) -> u64;
				fn st_blocks(&self) -> u64;
				fn st_flags(&self) -> u32;
				fn st_gen(&self) -> u32;
				fn st_lspare(&self) -> u32;
			}
		}
	}
	pub mod fd {
		pub trait AsFd {
			fn as_fd(&self) -> crate::os::fd::BorrowedFd<'_>;
		}
		pub trait AsRawFd {
			fn as_raw_fd(&self) -> crate::os::fd::RawFd;
		}
		pub struct BorrowedFd<'fd> {}
		impl crate::os::fd::AsFd for crate::os::fd::BorrowedFd<'_> {}
		impl crate::os::fd::AsRawFd for crate::os::fd::BorrowedFd<'_> {}
		impl crate::os::fd::BorrowedFd<'_> {
			pub fn borrow_raw(fd: crate::os::fd::RawFd) -> Self {}
			pub fn try_clone_to_owned(&self) -> crate::io::Result<crate::os::fd::OwnedFd> {}
		}
		impl<'fd> crate::clone::Clone for crate::os::fd::BorrowedFd<'fd> {}
		pub trait FromRawFd {
			fn from_raw_fd(fd: crate::os::fd::RawFd) -> Self;
		}
		pub trait IntoRawFd {
			fn into_raw_fd(self) -> crate::os::fd::RawFd;
		}
		pub struct OwnedFd {}
		impl crate::os::fd::AsFd for crate::os::fd::OwnedFd {}
		impl crate::os::fd::AsRawFd for crate::os::fd::OwnedFd {}
		impl crate::os::fd::FromRawFd for crate::os::fd::OwnedFd {}
		impl crate::os::fd::IntoRawFd for crate::os::fd::OwnedFd {}
		impl crate::os::fd::OwnedFd {
			pub fn try_clone(&self) -> crate::io::Result<Self> {}
		}
		pub type RawFd = crate::os::raw::c_int;
		impl crate::os::fd::AsRawFd for crate::os::fd::RawFd {}
		impl crate::os::fd::FromRawFd for crate::os::fd::RawFd {}
		impl crate::os::fd::IntoRawFd for crate::os::fd::RawFd {}
	}
	pub mod linux {
		pub mod fs {
			pub trait MetadataExt {
				#[deprecated(since = "1.8.0", note = "other methods of this trait are now preferred")]
				fn as_raw_stat(&self) -> &crate::os::linux::raw::stat;
				fn st_dev(&self) -> u64;
				fn st_ino(&self) -> u64;
				fn st_mode(&self) -> u32;
				fn st_nlink(&self) -> u64;
				fn st_uid(&self) -> u32;
				fn st_gid(&self) -> u32;
				fn st_rdev(&self) -> u64;
				fn st_size(&self) -> u64;
				fn st_atime(&self) -> i64;
				fn st_atime_nsec(&self) -> i64;
				fn st_mtime(&self) -> i64;
				fn st_mtime_nsec(&self) -> i64;
				fn st_ctime(&self) -> i64;
				fn st_ctime_nsec(&self) -> i64;
				fn st_blksize(&self) -> u64;
				fn st_blocks(&self) -> u64;
			}
		}
		pub mod net {
			pub trait SocketAddrExt: Sealed {
				fn from_abstract_name<N>(name: N) -> crate::io::Result<crate::os::unix::net::SocketAddr> where N: crate::convert::AsRef<[u8]>;
				fn as_abstract_name(&self) -> crate::option::Option<&[u8]>;
			}
			pub trait TcpStreamExt: Sealed {
				fn set_quickack(&self, quickack: bool) -> crate::io::Result<()>;
				fn quickack(&self) -> crate::io::Result<bool>;
			}
		}
		pub mod raw {
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type blkcnt_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type blksize_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type dev_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type ino_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type mode_t = u32;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type nlink_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type off_t = u64;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type pthread_t = crate::os::raw::c_ulong;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub struct stat { pub st_dev: u64, pub st_ino: u64, pub st_nlink: u64, pub st_mode: u32, pub st_uid: u32, pub st_gid: u32, pub __pad0: crate::os::raw::c_int, pub st_rdev: u64, pub st_size: i64, pub st_blksize: i64, pub st_blocks: i64, pub st_atime: i64, pub st_atime_nsec: crate::os::raw::c_long, pub st_mtime: i64, pub st_mtime_nsec: crate::os::raw::c_long, pub st_ctime: i64, pub st_ctime_nsec: crate::os::raw::c_long, pub __unused: [crate::os::raw::c_long; 3], }
			impl crate::clone::Clone for crate::os::linux::raw::stat {}
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type time_t = i64;
		}
	}
	pub mod raw {
		pub type c_char = crate::ffi::c_char;
		pub type c_double = crate::ffi::c_double;
		pub type c_float = crate::ffi::c_float;
		pub type c_int = crate::ffi::c_int;
		pub type c_long = crate::ffi::c_long;
		pub type c_longlong = crate::ffi::c_longlong;
		pub type c_schar = crate::ffi::c_schar;
		pub type c_short = crate::ffi::c_short;
		pub type c_uchar = crate::ffi::c_uchar;
		pub type c_uint = crate::ffi::c_uint;
		pub type c_ulong = crate::ffi::c_ulong;
		pub type c_ulonglong = crate::ffi::c_ulonglong;
		pub type c_ushort = crate::ffi::c_ushort;
		pub type c_void = crate::ffi::c_void;
	}
	pub mod unix {
		pub mod ffi {
			pub trait OsStrExt: Sealed {
				fn from_bytes(slice: &[u8]) -> &Self;
				fn as_bytes(&self) -> &[u8];
			}
			pub trait OsStringExt: Sealed {
				fn from_vec(vec: crate::vec::Vec<u8>) -> Self;
				fn into_vec(self) -> crate::vec::Vec<u8>;
			}
		}
		pub mod fs {
			pub trait DirBuilderExt {
				fn mode(&mut self, mode: u32) -> &mut Self;
			}
			pub trait DirEntryExt {
				fn ino(&self) -> u64;
			}
			pub trait FileExt {
				fn read_at(&self, buf: &mut [u8], offset: u64) -> crate::io::Result<usize>;
				fn write_at(&self, buf: &[u8], offset: u64) -> crate::io::Result<usize>;
				fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> crate::io::Result<()>;
				fn write_all_at(&self, buf: &[u8], offset: u64) -> crate::io::Result<()>;
			}
			pub trait FileTypeExt {
				fn is_block_device(&self) -> bool;
				fn is_char_device(&self) -> bool;
				fn is_fifo(&self) -> bool;
				fn is_socket(&self) -> bool;
			}
			pub trait MetadataExt {
				fn dev(&self) -> u64;
				fn ino(&self) -> u64;
				fn mode(&self) -> u32;
				fn nlink(&self) -> u64;
				fn uid(&self) -> u32;
				fn gid(&self) -> u32;
				fn rdev(&self) -> u64;
				fn size(&self) -> u64;
				fn atime(&self) -> i64;
				fn atime_nsec(&self) -> i64;
				fn mtime(&self) -> i64;
				fn mtime_nsec(&self) -> i64;
				fn ctime(&self) -> i64;
				fn ctime_nsec(&self) -> i64;
				fn blksize(&self) -> u64;
				fn blocks(&self) -> u64;
			}
			pub trait OpenOptionsExt {
				fn mode(&mut self, mode: u32) -> &mut Self;
				fn custom_flags(&mut self, flags: i32) -> &mut Self;
			}
			pub trait PermissionsExt {
				fn mode(&self) -> u32;
				fn set_mode(&mut self, mode: u32);
				fn from_mode(mode: u32) -> Self;
			}
			pub fn chown<P: crate::convert::AsRef<crate::path::Path>>(dir: P, uid: crate::option::Option<u32>, gid: crate::option::Option<u32>) -> crate::io::Result<()> {}
			pub fn chroot<P: crate::convert::AsRef<crate::path::Path>>(dir: P) -> crate::io::Result<()> {}
			pub fn fchown<F>(fd: F, uid: crate::option::Option<u32>, gid: crate::option::Option<u32>) -> crate::io::Result<()> {}
			pub fn lchown<P: crate::convert::AsRef<crate::path::Path>>(dir: P, uid: crate::option::Option<u32>, gid: crate::option::Option<u32>) -> crate::io::Result<()> {}
			pub fn symlink<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()> {}
		}
		pub mod io {
			pub use crate::os::fd::*;
		}
		pub mod net {
			pub struct Incoming<'a> {}
			impl<'a> crate::iter::Iterator for crate::os::unix::net::Incoming<'a> {
				type Item = crate::result::Result<crate::os::unix::net::UnixStream, crate::io::Error>;
			}
			pub struct SocketAddr {}
			impl crate::clone::Clone for crate::os::unix::net::SocketAddr {}
			impl crate::os::linux::net::SocketAddrExt for crate::os::unix::net::SocketAddr {}
			impl crate::os::unix::net::SocketAddr {
				pub fn from_pathname<P>(path: P) -> crate::io::Result<crate::os::unix::net::SocketAddr> where P: crate::convert::AsRef<crate::path::Path> {}
				pub fn is_unnamed(&self) -> bool {}
				pub fn as_pathname(&self) -> crate::option::Option<&crate::path::Path> {}
			}
			pub struct UnixDatagram();
			impl crate::os::fd::AsFd for crate::os::unix::net::UnixDatagram {}
			impl crate::os::fd::AsRawFd for crate::os::unix::net::UnixDatagram {}
			impl crate::os::fd::FromRawFd for crate::os::unix::net::UnixDatagram {}
			impl crate::os::fd::IntoRawFd for crate::os::unix::net::UnixDatagram {}
			impl crate::os::linux::net::UnixSocketExt for crate::os::unix::net::UnixDatagram {}
			impl crate::os::unix::net::UnixDatagram {
				pub fn bind<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::os::unix::net::UnixDatagram> {}
				pub fn bind_addr(socket_addr: &crate::os::unix::net::SocketAddr) -> crate::io::Result<crate::os::unix::net::UnixDatagram> {}
				pub fn unbound() -> crate::io::Result<crate::os::unix::net::UnixDatagram> {}
				pub fn pair() -> crate::io::Result<(crate::os::unix::net::UnixDatagram, crate::os::unix::net::UnixDatagram)> {}
				pub fn connect<P: crate::convert::AsRef<crate::path::Path>>(&self, path: P) -> crate::io::Result<()> {}
				pub fn connect_addr(&self, socket_addr: &crate::os::unix::net::SocketAddr) -> crate::io::Result<()> {}
				pub fn try_clone(&self) -> crate::io::Result<crate::os::unix::net::UnixDatagram> {}
				pub fn local_addr(&self) -> crate::io::Result<crate::os::unix::net::SocketAddr> {}
				pub fn peer_addr(&self) -> crate::io::Result<crate::os::unix::net::SocketAddr> {}
				pub fn recv_from(&self, buf: &mut [u8]) -> crate::io::Result<(usize, crate::os::unix::net::SocketAddr)> {}
				pub fn recv(&self, buf: &mut [u8]) -> crate::io::Result<usize> {}
				pub fn send_to<P: crate::convert::AsRef<crate::path::Path>>(&self, buf: &[u8], path: P) -> crate::io::Result<usize> {}
				pub fn send_to_addr(&self, buf: &[u8], socket_addr: &crate::os::unix::net::SocketAddr) -> crate::io::Result<usize> {}
				pub fn send(&self, buf: &[u8]) -> crate::io::Result<usize> {}
				pub fn set_read_timeout(&self, timeout: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
				pub fn set_write_timeout(&self, timeout: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
				pub fn read_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
				pub fn write_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
				pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
				pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
				pub fn shutdown(&self, how: crate::net::Shutdown) -> crate::io::Result<()> {}
			}
			pub struct UnixListener();
			impl crate::os::fd::AsFd for crate::os::unix::net::UnixListener {}
			impl crate::os::fd::AsRawFd for crate::os::unix::net::UnixListener {}
			impl crate::os::fd::FromRawFd for crate::os::unix::net::UnixListener {}
			impl crate::os::fd::IntoRawFd for crate::os::unix::net::UnixListener {}
			impl crate::os::unix::net::UnixListener {
				pub fn bind<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::os::unix::net::UnixListener> {}
				pub fn bind_addr(socket_addr: &crate::os::unix::net::SocketAddr) -> crate::io::Result<crate::os::unix::net::UnixListener> {}
				pub fn accept(&self) -> crate::io::Result<(crate::os::unix::net::UnixStream, crate::os::unix::net::SocketAddr)> {}
				pub fn try_clone(&self) -> crate::io::Result<crate::os::unix::net::UnixListener> {}
				pub fn local_addr(&self) -> crate::io::Result<crate::os::unix::net::SocketAddr> {}
				pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
				pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
				pub fn incoming(&self) -> crate::os::unix::net::Incoming<'_> {}
			}
			impl<'a> crate::iter::IntoIterator for &'a crate::os::unix::net::UnixListener {
				type Item = crate::result::Result<crate::os::unix::net::UnixStream, crate::io::Error>;
				type IntoIter = crate::os::unix::net::Incoming<'a>;
			}
			pub struct UnixStream();
			impl crate::io::Read for crate::os::unix::net::UnixStream {}
			impl crate::io::Write for crate::os::unix::net::UnixStream {}
			impl crate::os::fd::AsFd for crate::os::unix::net::UnixStream {}
			impl crate::os::fd::AsRawFd for crate::os::unix::net::UnixStream {}
			impl crate::os::fd::FromRawFd for crate::os::unix::net::UnixStream {}
			impl crate::os::fd::IntoRawFd for crate::os::unix::net::UnixStream {}
			impl crate::os::linux::net::UnixSocketExt for crate::os::unix::net::UnixStream {}
			impl crate::os::unix::net::UnixStream {
				pub fn connect<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::os::unix::net::UnixStream> {}
				pub fn connect_addr(socket_addr: &crate::os::unix::net::SocketAddr) -> crate::io::Result<crate::os::unix::net::UnixStream> {}
				pub fn pair() -> crate::io::Result<(crate::os::unix::net::UnixStream, crate::os::unix::net::UnixStream)> {}
				pub fn try_clone(&self) -> crate::io::Result<crate::os::unix::net::UnixStream> {}
				pub fn local_addr(&self) -> crate::io::Result<crate::os::unix::net::SocketAddr> {}
				pub fn peer_addr(&self) -> crate::io::Result<crate::os::unix::net::SocketAddr> {}
				pub fn set_read_timeout(&self, timeout: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
				pub fn set_write_timeout(&self, timeout: crate::option::Option<crate::time::Duration>) -> crate::io::Result<()> {}
				pub fn read_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
				pub fn write_timeout(&self) -> crate::io::Result<crate::option::Option<crate::time::Duration>> {}
				pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
				pub fn take_error(&self) -> crate::io::Result<crate::option::Option<crate::io::Error>> {}
				pub fn shutdown(&self, how: crate::net::Shutdown) -> crate::io::Result<()> {}
			}
			impl<'a> crate::io::Read for &'a crate::os::unix::net::UnixStream {}
			impl<'a> crate::io::Write for &'a crate::os::unix::net::UnixStream {}
		}
		pub mod prelude {
			pub use crate::os::fd::AsFd;
			pub use crate::os::fd::AsRawFd;
			pub use crate::os::fd::BorrowedFd;
			pub use crate::os::unix::process::CommandExt;
			pub use crate::os::unix::fs::DirEntryExt;
			pub use crate::os::unix::process::ExitStatusExt;
			pub use crate::os::unix::fs::FileExt;
			pub use crate::os::unix::fs::FileTypeExt;
			pub use crate::os::fd::FromRawFd;
			pub use crate::os::fd::IntoRawFd;
			pub use crate::os::unix::thread::JoinHandleExt;
			pub use crate::os::unix::fs::MetadataExt;
			pub use crate::os::unix::fs::OpenOptionsExt;
			pub use crate::os::unix::ffi::OsStrExt;
			pub use crate::os::unix::ffi::OsStringExt;
			pub use crate::os::fd::OwnedFd;
			pub use crate::os::unix::fs::PermissionsExt;
			pub use crate::os::fd::RawFd;
		}
		pub mod process {
			pub trait CommandExt: Sealed {
				fn uid(&mut self, id: u32) -> &mut crate::process::Command;
				fn gid(&mut self, id: u32) -> &mut crate::process::Command;
				fn pre_exec<F>(&mut self, f: F) -> &mut crate::process::Command where F: crate::ops::FnMut() -> crate::io::Result<()>;
				fn exec(&mut self) -> crate::io::Error;
				fn arg0<S>(&mut self, arg: S) -> &mut crate::process::Command where S: crate::convert::AsRef<crate::ffi::OsStr>;
				fn process_group(&mut self, pgroup: i32) -> &mut crate::process::Command;
				#[deprecated(since = "1.37.0", note = "should be unsafe, use pre_exec instead")]
				fn before_exec<F>(&mut self, f: F) -> &mut crate::process::Command where F: crate::ops::FnMut() -> crate::io::Result<()>;
			}
			pub trait ExitStatusExt: Sealed {
				fn from_raw(raw: i32) -> Self;
				fn signal(&self) -> crate::option::Option<i32>;
				fn core_dumped(&self) -> bool;
				fn stopped_signal(&self) -> crate::option::Option<i32>;
				fn continued(&self) -> bool;
				fn into_raw(self) -> i32;
			}
			pub fn parent_id() -> u32 {}
		}
		pub mod raw {
			pub use crate::os::linux::raw::blkcnt_t;
			pub use crate::os::linux::raw::blksize_t;
			pub use crate::os::linux::raw::dev_t;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type gid_t = u32;
			pub use crate::os::linux::raw::ino_t;
			pub use crate::os::linux::raw::mode_t;
			pub use crate::os::linux::raw::nlink_t;
			pub use crate::os::linux::raw::off_t;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type pid_t = i32;
			pub use crate::os::linux::raw::pthread_t;
			pub use crate::os::linux::raw::time_t;
			#[deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the libc crate on crates.io should be used instead for the correct definitions")]
			pub type uid_t = u32;
		}
		pub mod thread {
			pub trait JoinHandleExt {
				fn as_pthread_t(&self) -> crate::os::unix::thread::RawPthread;
				fn into_pthread_t(self) -> crate::os::unix::thread::RawPthread;
			}
			pub type RawPthread = crate::os::linux::raw::pthread_t;
		}
	}
	pub mod wasi {
		pub mod ffi {
			pub use crate::os::unix::ffi::OsStrExt;
			pub use crate::os::unix::ffi::OsStringExt;
		}
		pub mod io {
			pub use crate::os::fd::*;
		}
		pub mod prelude {
			pub use crate::os::fd::AsFd;
			pub use crate::os::fd::AsRawFd;
			pub use crate::os::fd::BorrowedFd;
			pub use crate::os::fd::FromRawFd;
			pub use crate::os::fd::IntoRawFd;
			pub use crate::os::unix::ffi::OsStrExt;
			pub use crate::os::unix::ffi::OsStringExt;
			pub use crate::os::fd::OwnedFd;
			pub use crate::os::fd::RawFd;
		}
	}
	pub mod windows {
		pub mod ffi {
			pub struct EncodeWide<'a> {}
			impl crate::iter::Iterator for crate::os::windows::ffi::EncodeWide<'_> {
				type Item = u16;
			}
			impl<'a> crate::clone::Clone for crate::os::windows::ffi::EncodeWide<'a> {}
			pub trait OsStrExt: Sealed {
				fn encode_wide(&self) -> crate::os::windows::ffi::EncodeWide<'_>;
			}
			pub trait OsStringExt: Sealed {
				fn from_wide(wide: &[u16]) -> Self;
			}
		}
		pub mod fs {
			pub trait FileExt {
				fn seek_read(&self, buf: &mut [u8], offset: u64) -> crate::io::Result<usize>;
				fn seek_write(&self, buf: &[u8], offset: u64) -> crate::io::Result<usize>;
			}
			pub trait FileTimesExt: Sealed {
				fn set_created(self, t: crate::time::SystemTime) -> Self;
			}
			pub trait FileTypeExt: Sealed {
				fn is_symlink_dir(&self) -> bool;
				fn is_symlink_file(&self) -> bool;
			}
			pub trait MetadataExt {
				fn file_attributes(&self) -> u32;
				fn creation_time(&self) -> u64;
				fn last_access_time(&self) -> u64;
				fn last_write_time(&self) -> u64;
				fn file_size(&self) -> u64;
			}
			pub trait OpenOptionsExt {
				fn access_mode(&mut self, access: u32) -> &mut Self;
				fn share_mode(&mut self, val: u32) -> &mut Self;
				fn custom_flags(&mut self, flags: u32) -> &mut Self;
				fn attributes(&mut self, val: u32) -> &mut Self;
				fn security_qos_flags(&mut self, flags: u32) -> &mut Self;
			}
			pub fn symlink_dir<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()> {}
			pub fn symlink_file<P: crate::convert::AsRef<crate::path::Path>, Q: crate::convert::AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()> {}
		}
		pub mod io {
			pub trait AsHandle {
				fn as_handle(&self) -> crate::os::windows::io::BorrowedHandle<'_>;
			}
			pub trait AsRawHandle {
				fn as_raw_handle(&self) -> crate::os::windows::io::RawHandle;
			}
			pub trait AsRawSocket {
				fn as_raw_socket(&self) -> crate::os::windows::io::RawSocket;
			}
			pub trait AsSocket {
				fn as_socket(&self) -> crate::os::windows::io::BorrowedSocket<'_>;
			}
			pub struct BorrowedHandle<'handle> {}
			impl crate::os::windows::io::AsHandle for crate::os::windows::io::BorrowedHandle<'_> {}
			impl crate::os::windows::io::AsRawHandle for crate::os::windows::io::BorrowedHandle<'_> {}
			impl crate::os::windows::io::BorrowedHandle<'_> {
				pub fn borrow_raw(handle: crate::os::windows::io::RawHandle) -> Self {}
				pub fn try_clone_to_owned(&self) -> crate::io::Result<crate::os::windows::io::OwnedHandle> {}
			}
			impl<'handle> crate::clone::Clone for crate::os::windows::io::BorrowedHandle<'handle> {}
			pub struct BorrowedSocket<'socket> {}
			impl crate::os::windows::io::AsRawSocket for crate::os::windows::io::BorrowedSocket<'_> {}
			impl crate::os::windows::io::AsSocket for crate::os::windows::io::BorrowedSocket<'_> {}
			impl crate::os::windows::io::BorrowedSocket<'_> {
				pub fn borrow_raw(socket: crate::os::windows::io::RawSocket) -> Self {}
				pub fn try_clone_to_owned(&self) -> crate::io::Result<crate::os::windows::io::OwnedSocket> {}
			}
			impl<'socket> crate::clone::Clone for crate::os::windows::io::BorrowedSocket<'socket> {}
			pub trait FromRawHandle {
				fn from_raw_handle(handle: crate::os::windows::io::RawHandle) -> Self;
			}
			pub trait FromRawSocket {
				fn from_raw_socket(sock: crate::os::windows::io::RawSocket) -> Self;
			}
			pub struct HandleOrInvalid();
			impl crate::os::windows::io::HandleOrInvalid {
				pub fn from_raw_handle(handle: crate::os::windows::io::RawHandle) -> Self {}
			}
			pub struct HandleOrNull();
			impl crate::os::windows::io::HandleOrNull {
				pub fn from_raw_handle(handle: crate::os::windows::io::RawHandle) -> Self {}
			}
			pub trait IntoRawHandle {
				fn into_raw_handle(self) -> crate::os::windows::io::RawHandle;
			}
			pub trait IntoRawSocket {
				fn into_raw_socket(self) -> crate::os::windows::io::RawSocket;
			}
			pub struct InvalidHandleError();
			impl crate::clone::Clone for crate::os::windows::io::InvalidHandleError {}
			impl crate::error::Error for crate::os::windows::io::InvalidHandleError {}
			pub struct NullHandleError();
			impl crate::clone::Clone for crate::os::windows::io::NullHandleError {}
			impl crate::error::Error for crate::os::windows::io::NullHandleError {}
			pub struct OwnedHandle {}
			impl crate::os::windows::io::AsHandle for crate::os::windows::io::OwnedHandle {}
			impl crate::os::windows::io::AsRawHandle for crate::os::windows::io::OwnedHandle {}
			impl crate::os::windows::io::FromRawHandle for crate::os::windows::io::OwnedHandle {}
			impl crate::os::windows::io::IntoRawHandle for crate::os::windows::io::OwnedHandle {}
			impl crate::os::windows::io::OwnedHandle {
				pub fn try_clone(&self) -> crate::io::Result<Self> {}
			}
			pub struct OwnedSocket {}
			impl crate::os::windows::io::AsRawSocket for crate::os::windows::io::OwnedSocket {}
			impl crate::os::windows::io::AsSocket for crate::os::windows::io::OwnedSocket {}
			impl crate::os::windows::io::FromRawSocket for crate::os::windows::io::OwnedSocket {}
			impl crate::os::windows::io::IntoRawSocket for crate::os::windows::io::OwnedSocket {}
			impl crate::os::windows::io::OwnedSocket {
				pub fn try_clone(&self) -> crate::io::Result<Self> {}
			}
			pub type RawHandle = crate::os::windows::raw::HANDLE;
			pub type RawSocket = crate::os::windows::raw::SOCKET;
		}
		pub mod prelude {
			pub use crate::os::windows::io::AsHandle;
			pub use crate::os::windows::io::AsRawHandle;
			pub use crate::os::windows::io::AsRawSocket;
			pub use crate::os::windows::io::AsSocket;
			pub use crate::os::windows::io::BorrowedHandle;
			pub use crate::os::windows::io::BorrowedSocket;
			pub use crate::os::windows::fs::FileExt;
			pub use crate::os::windows::io::FromRawHandle;
			pub use crate::os::windows::io::FromRawSocket;
			pub use crate::os::windows::io::HandleOrInvalid;
			pub use crate::os::windows::io::IntoRawHandle;
			pub use crate::os::windows::io::IntoRawSocket;
			pub use crate::os::windows::fs::MetadataExt;
			pub use crate::os::windows::fs::OpenOptionsExt;
			pub use crate::os::windows::ffi::OsStrExt;
			pub use crate::os::windows::ffi::OsStringExt;
			pub use crate::os::windows::io::OwnedHandle;
			pub use crate::os::windows::io::OwnedSocket;
			pub use crate::os::windows::io::RawHandle;
			pub use crate::os::windows::io::RawSocket;
		}
		pub mod process {
			pub trait CommandExt: Sealed {
				fn creation_flags(&mut self, flags: u32) -> &mut crate::process::Command;
				fn raw_arg<S: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, text_to_append_as_is: S) -> &mut crate::process::Command;
			}
			pub trait ExitStatusExt: Sealed {
				fn from_raw(raw: u32) -> Self;
			}
		}
		pub mod raw {
			pub type HANDLE = *mut crate::os::raw::c_void;
			pub type SOCKET = u64;
		}
	}
}
pub mod panic {
	pub struct AssertUnwindSafe<T>(pub T);
	impl<F> crate::future::Future for crate::panic::AssertUnwindSafe<F> where F: crate::future::Future {
		type Output = <F as crate::future::Future>::Output;
	}
	impl<T> crate::default::Default for crate::panic::AssertUnwindSafe<T> {}
	impl<T> crate::ops::Deref for crate::panic::AssertUnwindSafe<T> {
		type Target = T;
	}
	pub struct Location<'a> {}
	impl<'a> crate::clone::Clone for crate::panic::Location<'a> {}
	impl<'a> crate::panic::Location<'a> {
		pub fn caller() -> &'static crate::panic::Location<'static> {}
		pub fn file(&self) -> &'a str {}
		pub fn file_as_c_str(&self) -> &'a crate::ffi::CStr {}
		pub fn line(&self) -> u32 {}
		pub fn column(&self) -> u32 {}
	}
	pub struct PanicHookInfo<'a> {}
	impl<'a> crate::panic::PanicHookInfo<'a> {
		pub fn payload(&self) -> &(dyn crate::any::Any + crate::marker::Send) {}
		pub fn payload_as_str(&self) -> crate::option::Option<&str> {}
		pub fn location(&self) -> crate::option::Option<&crate::panic::Location<'_>> {}
	}
	#[deprecated(since = "1.82.0", note = "use PanicHookInfo instead")]
	pub type PanicInfo<'a> = crate::panic::PanicHookInfo<'a>;
	pub struct PanicMessage<'a> {}
	impl<'a> crate::panic::PanicMessage<'a> {
		pub fn as_str(&self) -> crate::option::Option<&'static str> {}
	}
	pub trait RefUnwindSafe {}
	pub trait UnwindSafe {}
	pub fn catch_unwind<F: crate::ops::FnOnce() -> R, R>(f: F) -> crate::thread::Result<R> {}
	pub fn panic_any<M>(msg: M) -> !{}
	pub fn resume_unwind(payload: crate::boxed::Box<dyn crate::any::Any + crate::marker::Send>) -> !{}
	pub fn set_hook(hook: crate::boxed::Box<dyn crate::ops::Fn(&crate::panic::PanicHookInfo<'_>) + crate::marker::Sync + crate::marker::Send + 'static>) {}
	pub fn take_hook() -> crate::boxed::Box<dyn crate::ops::Fn(&crate::panic::PanicHookInfo<'_>) + crate::marker::Sync + crate::marker::Send + 'static> {}
}
pub mod path {
	pub struct Ancestors<'a> {}
	impl<'a> crate::clone::Clone for crate::path::Ancestors<'a> {}
	impl<'a> crate::iter::Iterator for crate::path::Ancestors<'a> {
		type Item = &'a crate::path::Path;
	}
	pub enum Component<'a> { Prefix(crate::path::PrefixComponent<'a>), RootDir, CurDir, ParentDir, Normal(&'a crate::ffi::OsStr) }
	impl<'a> crate::clone::Clone for crate::path::Component<'a> {}
	impl<'a> crate::path::Component<'a> {
		pub fn as_os_str(self) -> &'a crate::ffi::OsStr {}
	}
	pub struct Components<'a> {}
	impl<'a> crate::clone::Clone for crate::path::Components<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::path::Components<'a> {}
	impl<'a> crate::iter::Iterator for crate::path::Components<'a> {
		type Item = crate::path::Component<'a>;
	}
	impl<'a> crate::path::Components<'a> {
		pub fn as_path(&self) -> &'a crate::path::Path {}
	}
	pub struct Display<'a> {}
	pub struct Iter<'a> {}
	impl<'a> crate::clone::Clone for crate::path::Iter<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::path::Iter<'a> {}
	impl<'a> crate::iter::Iterator for crate::path::Iter<'a> {
		type Item = &'a crate::ffi::OsStr;
	}
	impl<'a> crate::path::Iter<'a> {
		pub fn as_path(&self) -> &'a crate::path::Path {}
	}
	pub const MAIN_SEPARATOR: char = ();
	pub const MAIN_SEPARATOR_STR: &str = ();
	pub struct Path {}
	impl crate::borrow::ToOwned for crate::path::Path {
		type Owned = crate::path::PathBuf;
	}
	impl crate::path::Path {
		pub fn new<S: crate::convert::AsRef<crate::ffi::OsStr>>(s: &S) -> &crate::path::Path {}
		pub fn as_os_str(&self) -> &crate::ffi::OsStr {}
		pub fn as_mut_os_str(&mut self) -> &mut crate::ffi::OsStr {}
		pub fn to_str(&self) -> crate::option::Option<&str> {}
		pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
		pub fn to_path_buf(&self) -> crate::path::PathBuf {}
		pub fn is_absolute(&self) -> bool {}
		pub fn is_relative(&self) -> bool {}
		pub fn has_root(&self) -> bool {}
		pub fn parent(&self) -> crate::option::Option<&crate::path::Path> {}
		pub fn ancestors(&self) -> crate::path::Ancestors<'_> {}
		pub fn file_name(&self) -> crate::option::Option<&crate::ffi::OsStr> {}
		pub fn strip_prefix<P>(&self, base: P) -> crate::result::Result<&crate::path::Path, crate::path::StripPrefixError> where P: crate::convert::AsRef<crate::path::Path> {}
		pub fn starts_with<P: crate::convert::AsRef<crate::path::Path>>(&self, base: P) -> bool {}
		pub fn ends_with<P: crate::convert::AsRef<crate::path::Path>>(&self, child: P) -> bool {}
		pub fn file_stem(&self) -> crate::option::Option<&crate::ffi::OsStr> {}
		pub fn file_prefix(&self) -> crate::option::Option<&crate::ffi::OsStr> {}
		pub fn extension(&self) -> crate::option::Option<&crate::ffi::OsStr> {}
		pub fn join<P: crate::convert::AsRef<crate::path::Path>>(&self, path: P) -> crate::path::PathBuf {}
		pub fn with_file_name<S: crate::convert::AsRef<crate::ffi::OsStr>>(&self, file_name: S) -> crate::path::PathBuf {}
		pub fn with_extension<S: crate::convert::AsRef<crate::ffi::OsStr>>(&self, extension: S) -> crate::path::PathBuf {}
		pub fn with_added_extension<S: crate::convert::AsRef<crate::ffi::OsStr>>(&self, extension: S) -> crate::path::PathBuf {}
		pub fn components(&self) -> crate::path::Components<'_> {}
		pub fn iter(&self) -> crate::path::Iter<'_> {}
		pub fn display(&self) -> crate::path::Display<'_> {}
		pub fn metadata(&self) -> crate::io::Result<crate::fs::Metadata> {}
		pub fn symlink_metadata(&self) -> crate::io::Result<crate::fs::Metadata> {}
		pub fn canonicalize(&self) -> crate::io::Result<crate::path::PathBuf> {}
		pub fn read_link(&self) -> crate::io::Result<crate::path::PathBuf> {}
		pub fn read_dir(&self) -> crate::io::Result<crate::fs::ReadDir> {}
		pub fn exists(&self) -> bool {}
		pub fn try_exists(&self) -> crate::io::Result<bool> {}
		pub fn is_file(&self) -> bool {}
		pub fn is_dir(&self) -> bool {}
		pub fn is_symlink(&self) -> bool {}
		pub fn into_path_buf(self: crate::boxed::Box<Self>) -> crate::path::PathBuf {}
	}
	impl<'a> crate::iter::IntoIterator for &'a crate::path::Path {
		type Item = &'a crate::ffi::OsStr;
		type IntoIter = crate::path::Iter<'a>;
	}
	pub struct PathBuf {}
	impl crate::clone::Clone for crate::path::PathBuf {}
	impl crate::default::Default for crate::path::PathBuf {}
	impl crate::ops::Deref for crate::path::PathBuf {
		type Target = crate::path::Path;
	}
	impl crate::path::PathBuf {
		pub fn new() -> crate::path::PathBuf {}
		pub fn with_capacity(capacity: usize) -> crate::path::PathBuf {}
		pub fn as_path(&self) -> &crate::path::Path {}
		pub fn leak<'a>(self) -> &'a mut crate::path::Path {}
		pub fn push<P: crate::convert::AsRef<crate::path::Path>>(&mut self, path: P) {}
		pub fn pop(&mut self) -> bool {}
		pub fn set_file_name<S: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, file_name: S) {}
		pub fn set_extension<S: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, extension: S) -> bool {}
		pub fn add_extension<S: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, extension: S) -> bool {}
		pub fn as_mut_os_string(&mut self) -> &mut crate::ffi::OsString {}
		pub fn into_os_string(self) -> crate::ffi::OsString {}
		pub fn into_boxed_path(self) -> crate::boxed::Box<crate::path::Path> {}
		pub fn capacity(&self) -> usize {}
		pub fn clear(&mut self) {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
	}
	impl crate::str::FromStr for crate::path::PathBuf {
		type Err = crate::convert::Infallible;
	}
	impl<'a> crate::iter::IntoIterator for &'a crate::path::PathBuf {
		type Item = &'a crate::ffi::OsStr;
		type IntoIter = crate::path::Iter<'a>;
	}
	pub enum Prefix<'a> { Verbatim(&'a crate::ffi::OsStr), VerbatimUNC(&'a crate::ffi::OsStr, &'a crate::ffi::OsStr), VerbatimDisk(u8), DeviceNS(&'a crate::ffi::OsStr), UNC(&'a crate::ffi::OsStr, &'a crate::ffi::OsStr), Disk(u8) }
	impl<'a> crate::clone::Clone for crate::path::Prefix<'a> {}
	impl<'a> crate::path::Prefix<'a> {
		pub fn is_verbatim(&self) -> bool {}
	}
	pub struct PrefixComponent<'a> {}
	impl<'a> crate::clone::Clone for crate::path::PrefixComponent<'a> {}
	impl<'a> crate::path::PrefixComponent<'a> {
		pub fn kind(&self) -> crate::path::Prefix<'a> {}
		pub fn as_os_str(&self) -> &'a crate::ffi::OsStr {}
	}
	pub struct StripPrefixError();
	impl crate::clone::Clone for crate::path::StripPrefixError {}
	impl crate::error::Error for crate::path::StripPrefixError {}
	pub fn absolute<P: crate::convert::AsRef<crate::path::Path>>(path: P) -> crate::io::Result<crate::path::PathBuf> {}
	pub fn is_separator(c: char) -> bool {}
}
pub mod pin {
	pub struct Pin<Ptr> {}
	impl<'a, T> crate::pin::Pin<&'a T> {
		pub fn map_unchecked<U, F>(self, func: F) -> crate::pin::Pin<&'a U> where F: crate::ops::FnOnce(&T) -> &U {}
		pub fn get_ref(self) -> &'a T {}
	}
	impl<'a, T> crate::pin::Pin<&'a mut T> {
		pub fn into_ref(self) -> crate::pin::Pin<&'a T> {}
		pub fn get_mut(self) -> &'a mut T {}
		pub fn get_unchecked_mut(self) -> &'a mut T {}
		pub fn map_unchecked_mut<U, F>(self, func: F) -> crate::pin::Pin<&'a mut U> where F: crate::ops::FnOnce(&mut T) -> &mut U {}
	}
	impl<P> crate::future::Future for crate::pin::Pin<P> where <P as crate::ops::Deref>::Target: crate::future::Future {
		type Output = <<P as crate::ops::Deref>::Target as crate::future::Future>::Output;
	}
	impl<Ptr> crate::clone::Clone for crate::pin::Pin<Ptr> {}
	impl<Ptr> crate::ops::Deref for crate::pin::Pin<Ptr> where Ptr: crate::ops::Deref {
		type Target = <Ptr as crate::ops::Deref>::Target;
	}
	impl<Ptr> crate::pin::Pin<Ptr> where Ptr: crate::ops::Deref {
		pub fn new(pointer: Ptr) -> crate::pin::Pin<Ptr> {}
		pub fn into_inner(pin: crate::pin::Pin<Ptr>) -> Ptr {}
		pub fn new_unchecked(pointer: Ptr) -> crate::pin::Pin<Ptr> {}
		pub fn as_ref(&self) -> crate::pin::Pin<&<Ptr as crate::ops::Deref>::Target> where Ptr: crate::ops::Deref {}
		pub fn into_inner_unchecked(pin: crate::pin::Pin<Ptr>) -> Ptr {}
	}
	impl<Ptr> crate::pin::Pin<Ptr> {
		pub fn as_mut(&mut self) -> crate::pin::Pin<&mut <Ptr as crate::ops::Deref>::Target> {}
		pub fn as_deref_mut(self: crate::pin::Pin<&mut crate::pin::Pin<Ptr>>) -> crate::pin::Pin<&mut <Ptr as crate::ops::Deref>::Target> {}
		pub fn set(&mut self, value: <Ptr as crate::ops::Deref>::Target) {}
	}
	impl<T> crate::default::Default for crate::pin::Pin<crate::rc::Rc<T>> {}
	impl<T> crate::default::Default for crate::pin::Pin<crate::sync::Arc<T>> {}
	impl<T> crate::pin::Pin<&'static T> {
		pub fn static_ref(r: &'static T) -> crate::pin::Pin<&'static T> {}
	}
	impl<T> crate::pin::Pin<&'static mut T> {
		pub fn static_mut(r: &'static mut T) -> crate::pin::Pin<&'static mut T> {}
	}
	pub macro pin() {}
}
pub mod prelude {
	pub mod rust_2015 {
		pub use crate::prelude::v1::*;
	}
	pub mod rust_2018 {
		pub use crate::prelude::v1::*;
	}
	pub mod rust_2021 {
		pub use crate::prelude::v1::*;
		pub use crate::iter::FromIterator;
		pub use crate::convert::TryFrom;
		pub use crate::convert::TryInto;
	}
	pub mod rust_2024 {
		pub use crate::prelude::v1::*;
		pub use crate::iter::FromIterator;
		pub use crate::future::Future;
		pub use crate::future::IntoFuture;
		pub use crate::convert::TryFrom;
		pub use crate::convert::TryInto;
	}
	pub mod v1 {
		pub use crate::convert::AsMut;
		pub use crate::convert::AsRef;
		pub use crate::ops::AsyncFn;
		pub use crate::ops::AsyncFnMut;
		pub use crate::ops::AsyncFnOnce;
		pub use crate::boxed::Box;
		pub use crate::clone::Clone;
		pub use crate::marker::Copy;
		pub use crate::fmt::Debug;
		pub use crate::default::Default;
		pub use crate::iter::DoubleEndedIterator;
		pub use crate::ops::Drop;
		pub use crate::cmp::Eq;
		pub use crate::result::Result::Err;
		pub use crate::iter::ExactSizeIterator;
		pub use crate::iter::Extend;
		pub use crate::ops::Fn;
		pub use crate::ops::FnMut;
		pub use crate::ops::FnOnce;
		pub use crate::convert::From;
		pub use crate::hash::Hash;
		pub use crate::convert::Into;
		pub use crate::iter::IntoIterator;
		pub use crate::iter::Iterator;
		pub use crate::option::Option::None;
		pub use crate::result::Result::Ok;
		pub use crate::option::Option;
		pub use crate::cmp::Ord;
		pub use crate::cmp::PartialEq;
		pub use crate::cmp::PartialOrd;
		pub use crate::result::Result;
		pub use crate::marker::Send;
		pub use crate::marker::Sized;
		pub use crate::option::Option::Some;
		pub use crate::string::String;
		pub use crate::marker::Sync;
		pub use crate::borrow::ToOwned;
		pub use crate::string::ToString;
		pub use crate::marker::Unpin;
		pub use crate::vec::Vec;
		pub use crate::mem::align_of;
		pub use crate::mem::align_of_val;
		pub use crate::assert;
		pub use crate::assert_eq;
		pub use crate::assert_ne;
		pub use crate::cfg;
		pub use crate::cfg_select;
		pub use crate::column;
		pub use crate::compile_error;
		pub use crate::concat;
		pub use crate::dbg;
		pub use crate::debug_assert;
		pub use crate::debug_assert_eq;
		pub use crate::debug_assert_ne;
		pub macro derive() {}
		pub use crate::mem::drop;
		pub use crate::eprint;
		pub use crate::eprintln;
		pub use crate::file;
		pub use crate::format;
		pub use crate::format_args;
		pub macro global_allocator() {}
		pub use crate::include;
		pub use crate::include_bytes;
		pub use crate::include_str;
		pub use crate::is_x86_feature_detected;
		pub use crate::line;
		pub use crate::matches;
		pub use crate::module_path;
		pub use crate::option_env;
		pub use crate::print;
		pub use crate::println;
		pub use crate::mem::size_of;
		pub use crate::mem::size_of_val;
		pub use crate::stringify;
		pub macro test() {}
		pub use crate::thread_local;
		pub use crate::todo;
		pub use crate::r#try;
		pub use crate::unimplemented;
		pub use crate::unreachable;
		pub use crate::write;
		pub use crate::writeln;
	}
}
pub mod process {
	pub struct Child { pub stdin: crate::option::Option<crate::process::ChildStdin>, pub stdout: crate::option::Option<crate::process::ChildStdout>, pub stderr: crate::option::Option<crate::process::ChildStderr>, }
	impl crate::os::linux::process::ChildExt for crate::process::Child {}
	impl crate::os::unix::process::ChildExt for crate::process::Child {}
	impl crate::os::windows::io::AsHandle for crate::process::Child {}
	impl crate::os::windows::io::AsRawHandle for crate::process::Child {}
	impl crate::os::windows::io::IntoRawHandle for crate::process::Child {}
	impl crate::os::windows::process::ChildExt for crate::process::Child {}
	impl crate::process::Child {
		pub fn kill(&mut self) -> crate::io::Result<()> {}
		pub fn id(&self) -> u32 {}
		pub fn wait(&mut self) -> crate::io::Result<crate::process::ExitStatus> {}
		pub fn try_wait(&mut self) -> crate::io::Result<crate::option::Option<crate::process::ExitStatus>> {}
		pub fn wait_with_output(self) -> crate::io::Result<crate::process::Output> {}
	}
	pub struct ChildStderr {}
	impl crate::io::Read for crate::process::ChildStderr {}
	impl crate::os::fd::AsFd for crate::process::ChildStderr {}
	impl crate::os::fd::AsRawFd for crate::process::ChildStderr {}
	impl crate::os::fd::IntoRawFd for crate::process::ChildStderr {}
	impl crate::os::windows::io::AsHandle for crate::process::ChildStderr {}
	impl crate::os::windows::io::AsRawHandle for crate::process::ChildStderr {}
	impl crate::os::windows::io::IntoRawHandle for crate::process::ChildStderr {}
	pub struct ChildStdin {}
	impl crate::io::Write for &crate::process::ChildStdin {}
	impl crate::io::Write for crate::process::ChildStdin {}
	impl crate::os::fd::AsFd for crate::process::ChildStdin {}
	impl crate::os::fd::AsRawFd for crate::process::ChildStdin {}
	impl crate::os::fd::IntoRawFd for crate::process::ChildStdin {}
	impl crate::os::windows::io::AsHandle for crate::process::ChildStdin {}
	impl crate::os::windows::io::AsRawHandle for crate::process::ChildStdin {}
	impl crate::os::windows::io::IntoRawHandle for crate::process::ChildStdin {}
	pub struct ChildStdout {}
	impl crate::io::Read for crate::process::ChildStdout {}
	impl crate::os::fd::AsFd for crate::process::ChildStdout {}
	impl crate::os::fd::AsRawFd for crate::process::ChildStdout {}
	impl crate::os::fd::IntoRawFd for crate::process::ChildStdout {}
	impl crate::os::windows::io::AsHandle for crate::process::ChildStdout {}
	impl crate::os::windows::io::AsRawHandle for crate::process::ChildStdout {}
	impl crate::os::windows::io::IntoRawHandle for crate::process::ChildStdout {}
	pub struct Command {}
	impl crate::os::linux::process::CommandExt for crate::process::Command {}
	impl crate::os::unix::process::CommandExt for crate::process::Command {}
	impl crate::os::windows::process::CommandExt for crate::process::Command {}
	impl crate::process::Command {
		pub fn new<S: crate::convert::AsRef<crate::ffi::OsStr>>(program: S) -> crate::process::Command {}
		pub fn arg<S: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, arg: S) -> &mut crate::process::Command {}
		pub fn args<I, S>(&mut self, args: I) -> &mut crate::process::Command where I: crate::iter::IntoIterator<Item = S>, S: crate::convert::AsRef<crate::ffi::OsStr> {}
		pub fn env<K, V>(&mut self, key: K, val: V) -> &mut crate::process::Command where K: crate::convert::AsRef<crate::ffi::OsStr>, V: crate::convert::AsRef<crate::ffi::OsStr> {}
		pub fn envs<I, K, V>(&mut self, vars: I) -> &mut crate::process::Command where I: crate::iter::IntoIterator<Item = (K, V)>, K: crate::convert::AsRef<crate::ffi::OsStr>, V: crate::convert::AsRef<crate::ffi::OsStr> {}
		pub fn env_remove<K: crate::convert::AsRef<crate::ffi::OsStr>>(&mut self, key: K) -> &mut crate::process::Command {}
		pub fn env_clear(&mut self) -> &mut crate::process::Command {}
		pub fn current_dir<P: crate::convert::AsRef<crate::path::Path>>(&mut self, dir: P) -> &mut crate::process::Command {}
		pub fn stdin<T: crate::convert::Into<crate::process::Stdio>>(&mut self, cfg: T) -> &mut crate::process::Command {}
		pub fn stdout<T: crate::convert::Into<crate::process::Stdio>>(&mut self, cfg: T) -> &mut crate::process::Command {}
		pub fn stderr<T: crate::convert::Into<crate::process::Stdio>>(&mut self, cfg: T) -> &mut crate::process::Command {}
		pub fn spawn(&mut self) -> crate::io::Result<crate::process::Child> {}
		pub fn output(&mut self) -> crate::io::Result<crate::process::Output> {}
		pub fn status(&mut self) -> crate::io::Result<crate::process::ExitStatus> {}
		pub fn get_program(&self) -> &crate::ffi::OsStr {}
		pub fn get_args(&self) -> crate::process::CommandArgs<'_> {}
		pub fn get_envs(&self) -> crate::process::CommandEnvs<'_> {}
		pub fn get_current_dir(&self) -> crate::option::Option<&crate::path::Path> {}
	}
	pub struct CommandArgs<'a> {}
	impl<'a> crate::iter::Iterator for crate::process::CommandArgs<'a> {
		type Item = &'a crate::ffi::OsStr;
	}
	pub struct CommandEnvs<'a> {}
	impl<'a> crate::iter::Iterator for crate::process::CommandEnvs<'a> {
		type Item = (&'a crate::ffi::OsStr, crate::option::Option<&'a crate::ffi::OsStr>);
	}
	pub struct ExitCode();
	impl crate::clone::Clone for crate::process::ExitCode {}
	impl crate::default::Default for crate::process::ExitCode {}
	impl crate::os::windows::process::ExitCodeExt for crate::process::ExitCode {}
	impl crate::process::ExitCode {
		pub const SUCCESS: crate::process::ExitCode = ();
		pub const FAILURE: crate::process::ExitCode = ();
	}
	pub struct ExitStatus();
	impl crate::clone::Clone for crate::process::ExitStatus {}
	impl crate::default::Default for crate::process::ExitStatus {}
	impl crate::os::unix::process::ExitStatusExt for crate::process::ExitStatus {}
	impl crate::os::windows::process::ExitStatusExt for crate::process::ExitStatus {}
	impl crate::process::ExitStatus {
		pub fn success(&self) -> bool {}
		pub fn code(&self) -> crate::option::Option<i32> {}
	}
	pub struct Output { pub status: crate::process::ExitStatus, pub stdout: crate::vec::Vec<u8>, pub stderr: crate::vec::Vec<u8>, }
	impl crate::clone::Clone for crate::process::Output {}
	pub struct Stdio();
	impl crate::os::fd::FromRawFd for crate::process::Stdio {}
	impl crate::os::windows::io::FromRawHandle for crate::process::Stdio {}
	impl crate::process::Stdio {
		pub fn piped() -> crate::process::Stdio {}
		pub fn inherit() -> crate::process::Stdio {}
		pub fn null() -> crate::process::Stdio {}
	}
	pub trait Termination {
		fn report(self) -> crate::process::ExitCode;
	}
	pub fn abort() -> !{}
	pub fn exit(code: i32) -> !{}
	pub fn id() -> u32 {}
}
pub mod ptr {
	pub struct NonNull<T> {}
	impl<T> crate::clone::Clone for crate::ptr::NonNull<T> {}
	impl<T> crate::ptr::NonNull<T> {
		pub fn without_provenance(addr: crate::num::NonZero<usize>) -> crate::ptr::NonNull<T> {}
		pub fn dangling() -> crate::ptr::NonNull<T> {}
		pub fn with_exposed_provenance(addr: crate::num::NonZero<usize>) -> crate::ptr::NonNull<T> {}
		pub fn new_unchecked(ptr: *mut T) -> crate::ptr::NonNull<T> {}
		pub fn new(ptr: *mut T) -> crate::option::Option<crate::ptr::NonNull<T>> {}
		pub fn from_ref(r: &T) -> crate::ptr::NonNull<T> {}
		pub fn from_mut(r: &mut T) -> crate::ptr::NonNull<T> {}
		pub fn addr(self) -> crate::num::NonZero<usize> {}
		pub fn expose_provenance(self) -> crate::num::NonZero<usize> {}
		pub fn with_addr(self, addr: crate::num::NonZero<usize>) -> crate::ptr::NonNull<T> {}
		pub fn map_addr(self, f: impl crate::ops::FnOnce(crate::num::NonZero<usize>) -> crate::num::NonZero<usize>) -> crate::ptr::NonNull<T> {}
		pub fn as_ptr(self) -> *mut T {}
		pub fn as_ref<'a>(&self) -> &'a T {}
		pub fn as_mut<'a>(&mut self) -> &'a mut T {}
		pub fn cast<U>(self) -> crate::ptr::NonNull<U> {}
		pub fn offset(self, count: isize) -> crate::ptr::NonNull<T> {}
		pub fn byte_offset(self, count: isize) -> crate::ptr::NonNull<T> {}
		pub fn add(self, count: usize) -> crate::ptr::NonNull<T> {}
		pub fn byte_add(self, count: usize) -> crate::ptr::NonNull<T> {}
		pub fn sub(self, count: usize) -> crate::ptr::NonNull<T> {}
		pub fn byte_sub(self, count: usize) -> crate::ptr::NonNull<T> {}
		pub fn offset_from(self, origin: crate::ptr::NonNull<T>) -> isize {}
		pub fn byte_offset_from<U>(self, origin: crate::ptr::NonNull<U>) -> isize {}
		pub fn offset_from_unsigned(self, subtracted: crate::ptr::NonNull<T>) -> usize {}
		pub fn byte_offset_from_unsigned<U>(self, origin: crate::ptr::NonNull<U>) -> usize {}
		pub fn read(self) -> T {}
		pub fn read_volatile(self) -> T {}
		pub fn read_unaligned(self) -> T {}
		pub fn copy_to(self, dest: crate::ptr::NonNull<T>, count: usize) {}
		pub fn copy_to_nonoverlapping(self, dest: crate::ptr::NonNull<T>, count: usize) {}
		pub fn copy_from(self, src: crate::ptr::NonNull<T>, count: usize) {}
		pub fn copy_from_nonoverlapping(self, src: crate::ptr::NonNull<T>, count: usize) {}
		pub fn drop_in_place(self) {}
		pub fn write(self, val: T) {}
		pub fn write_bytes(self, val: u8, count: usize) {}
		pub fn write_volatile(self, val: T) {}
		pub fn write_unaligned(self, val: T) {}
		pub fn replace(self, src: T) -> T {}
		pub fn swap(self, with: crate::ptr::NonNull<T>) {}
		pub fn align_offset(self, align: usize) -> usize {}
		pub fn is_aligned(self) -> bool {}
	}
	impl<T> crate::ptr::NonNull<[T]> {
		pub fn slice_from_raw_parts(data: crate::ptr::NonNull<T>, len: usize) -> crate::ptr::NonNull<[T]> {}
		pub fn len(self) -> usize {}
		pub fn is_empty(self) -> bool {}
	}
	pub fn addr_eq<T, U>(p: *const T, q: *const U) -> bool {}
	pub macro addr_of() {}
	pub macro addr_of_mut() {}
	pub fn copy<T>(src: *const T, dst: *mut T, count: usize) {}
	pub fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {}
	pub fn dangling<T>() -> *const T {}
	pub fn dangling_mut<T>() -> *mut T {}
	pub fn drop_in_place<T>(to_drop: *mut T) {}
	pub fn eq<T>(a: *const T, b: *const T) -> bool {}
	pub fn fn_addr_eq<T, U>(f: T, g: U) -> bool {}
	pub fn from_mut<T>(r: &mut T) -> *mut T {}
	pub fn from_ref<T>(r: &T) -> *const T {}
	pub fn hash<T, S>(hashee: *const T, into: &mut S) {}
	pub fn null<T>() -> *const T {}
	pub fn null_mut<T>() -> *mut T {}
	pub fn read<T>(src: *const T) -> T {}
	pub fn read_unaligned<T>(src: *const T) -> T {}
	pub fn read_volatile<T>(src: *const T) -> T {}
	pub fn replace<T>(dst: *mut T, src: T) -> T {}
	pub fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] {}
	pub fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {}
	pub fn swap<T>(x: *mut T, y: *mut T) {}
	pub fn swap_nonoverlapping<T>(x: *mut T, y: *mut T, count: usize) {}
	pub fn with_exposed_provenance<T>(addr: usize) -> *const T {}
	pub fn with_exposed_provenance_mut<T>(addr: usize) -> *mut T {}
	pub fn without_provenance<T>(addr: usize) -> *const T {}
	pub fn without_provenance_mut<T>(addr: usize) -> *mut T {}
	pub fn write<T>(dst: *mut T, src: T) {}
	pub fn write_bytes<T>(dst: *mut T, val: u8, count: usize) {}
	pub fn write_unaligned<T>(dst: *mut T, src: T) {}
	pub fn write_volatile<T>(dst: *mut T, src: T) {}
}
pub mod range {
	pub struct RangeInclusive<Idx> { pub start: Idx, pub last: Idx, }
	impl<A> crate::iter::IntoIterator for crate::range::RangeInclusive<A> {
		type Item = A;
		type IntoIter = crate::range::RangeInclusiveIter<A>;
	}
	impl<Idx> crate::clone::Clone for crate::range::RangeInclusive<Idx> {}
	impl<Idx> crate::range::RangeInclusive<Idx> {
		pub fn contains<U>(&self, item: &U) -> bool {}
		pub fn is_empty(&self) -> bool {}
		pub fn iter(&self) -> crate::range::RangeInclusiveIter<Idx> {}
	}
	pub struct RangeInclusiveIter<A>();
	impl<A> crate::clone::Clone for crate::range::RangeInclusiveIter<A> {}
	impl<A> crate::iter::DoubleEndedIterator for crate::range::RangeInclusiveIter<A> {}
	impl<A> crate::iter::Iterator for crate::range::RangeInclusiveIter<A> {
		type Item = A;
	}
}
pub mod rc {
	pub struct Rc<T, A = crate::alloc::Global> {}
	impl crate::default::Default for crate::rc::Rc<crate::ffi::CStr> {}
	impl crate::default::Default for crate::rc::Rc<str> {}
	impl<A> crate::rc::Rc<dyn crate::any::Any, A> {
		pub fn downcast<T>(self) -> crate::result::Result<crate::rc::Rc<T, A>, crate::rc::Rc<dyn crate::any::Any, A>> {}
	}
	impl<T, A> crate::clone::Clone for crate::rc::Rc<T, A> {}
	impl<T, A> crate::ops::Deref for crate::rc::Rc<T, A> {
		type Target = T;
	}
	impl<T, A> crate::rc::Rc<T, A> {
		pub fn try_unwrap(this: crate::rc::Rc<T, A>) -> crate::result::Result<T, crate::rc::Rc<T, A>> {}
		pub fn into_inner(this: crate::rc::Rc<T, A>) -> crate::option::Option<T> {}
		pub fn as_ptr(this: &crate::rc::Rc<T, A>) -> *const T {}
		pub fn downgrade(this: &crate::rc::Rc<T, A>) -> crate::rc::Weak<T, A> {}
		pub fn weak_count(this: &crate::rc::Rc<T, A>) -> usize {}
		pub fn strong_count(this: &crate::rc::Rc<T, A>) -> usize {}
		pub fn get_mut(this: &mut crate::rc::Rc<T, A>) -> crate::option::Option<&mut T> {}
		pub fn ptr_eq(this: &crate::rc::Rc<T, A>, other: &crate::rc::Rc<T, A>) -> bool {}
		pub fn make_mut(this: &mut crate::rc::Rc<T, A>) -> &mut T {}
		pub fn unwrap_or_clone(this: crate::rc::Rc<T, A>) -> T {}
	}
	impl<T, A> crate::rc::Rc<[crate::mem::MaybeUninit<T>], A> {
		pub fn assume_init(self) -> crate::rc::Rc<[T], A> {}
	}
	impl<T, A> crate::rc::Rc<crate::mem::MaybeUninit<T>, A> {
		pub fn assume_init(self) -> crate::rc::Rc<T, A> {}
	}
	impl<T> crate::default::Default for crate::rc::Rc<T> {}
	impl<T> crate::default::Default for crate::rc::Rc<[T]> {}
	impl<T> crate::os::fd::AsFd for crate::rc::Rc<T> {}
	impl<T> crate::os::fd::AsRawFd for crate::rc::Rc<T> {}
	impl<T> crate::os::windows::io::AsHandle for crate::rc::Rc<T> {}
	impl<T> crate::os::windows::io::AsSocket for crate::rc::Rc<T> {}
	impl<T> crate::rc::Rc<T> {
		pub fn new(value: T) -> crate::rc::Rc<T> {}
		pub fn new_cyclic<F>(data_fn: F) -> crate::rc::Rc<T> where F: crate::ops::FnOnce(&crate::rc::Weak<T>) -> T {}
		pub fn new_uninit() -> crate::rc::Rc<crate::mem::MaybeUninit<T>> {}
		pub fn new_zeroed() -> crate::rc::Rc<crate::mem::MaybeUninit<T>> {}
		pub fn pin(value: T) -> crate::pin::Pin<crate::rc::Rc<T>> {}
		pub fn from_raw(ptr: *const T) -> crate::rc::Rc<T> {}
		pub fn into_raw(this: crate::rc::Rc<T>) -> *const T {}
		pub fn increment_strong_count(ptr: *const T) {}
		pub fn decrement_strong_count(ptr: *const T) {}
	}
	impl<T> crate::rc::Rc<[T]> {
		pub fn new_uninit_slice(len: usize) -> crate::rc::Rc<[crate::mem::MaybeUninit<T>]> {}
		pub fn new_zeroed_slice(len: usize) -> crate::rc::Rc<[crate::mem::MaybeUninit<T>]> {}
	}
	pub struct Weak<T, A = crate::alloc::Global> {}
	impl<T, A> crate::clone::Clone for crate::rc::Weak<T, A> {}
	impl<T, A> crate::rc::Weak<T, A> {
		pub fn as_ptr(&self) -> *const T {}
		pub fn upgrade(&self) -> crate::option::Option<crate::rc::Rc<T, A>> {}
		pub fn strong_count(&self) -> usize {}
		pub fn weak_count(&self) -> usize {}
		pub fn ptr_eq(&self, other: &crate::rc::Weak<T, A>) -> bool {}
	}
	impl<T> crate::default::Default for crate::rc::Weak<T> {}
	impl<T> crate::rc::Weak<T> {
		pub fn new() -> crate::rc::Weak<T> {}
		pub fn from_raw(ptr: *const T) -> crate::rc::Weak<T> {}
		pub fn into_raw(self) -> *const T {}
	}
}
pub mod result {
	pub struct IntoIter<T> {}
	impl<T> crate::clone::Clone for crate::result::IntoIter<T> {}
	impl<T> crate::iter::DoubleEndedIterator for crate::result::IntoIter<T> {}
	impl<T> crate::iter::Iterator for crate::result::IntoIter<T> {
		type Item = T;
	}
	pub struct Iter<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::result::Iter<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::result::Iter<'a, T> {
		type Item = &'a T;
	}
	impl<T> crate::clone::Clone for crate::result::Iter<'_, T> {}
	pub struct IterMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::result::IterMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::result::IterMut<'a, T> {
		type Item = &'a mut T;
	}
	pub enum Result<T, E> { Ok(T), Err(E) }
	impl<'a, T, E> crate::iter::IntoIterator for &'a crate::result::Result<T, E> {
		type Item = &'a T;
		type IntoIter = crate::result::Iter<'a, T>;
	}
	impl<'a, T, E> crate::iter::IntoIterator for &'a mut crate::result::Result<T, E> {
		type Item = &'a mut T;
		type IntoIter = crate::result::IterMut<'a, T>;
	}
	impl<T, E> crate::clone::Clone for crate::result::Result<T, E> {}
	impl<T, E> crate::iter::IntoIterator for crate::result::Result<T, E> {
		type Item = T;
		type IntoIter = crate::result::IntoIter<T>;
	}
	impl<T, E> crate::result::Result<&T, E> {
		pub fn copied(self) -> crate::result::Result<T, E> {}
		pub fn cloned(self) -> crate::result::Result<T, E> {}
	}
	impl<T, E> crate::result::Result<&mut T, E> {
		pub fn copied(self) -> crate::result::Result<T, E> {}
		pub fn cloned(self) -> crate::result::Result<T, E> {}
	}
	impl<T, E> crate::result::Result<T, E> {
		pub fn is_ok(&self) -> bool {}
		pub fn is_ok_and<F>(self, f: F) -> bool where F: crate::ops::FnOnce(T) -> bool {}
		pub fn is_err(&self) -> bool {}
		pub fn is_err_and<F>(self, f: F) -> bool where F: crate::ops::FnOnce(E) -> bool {}
		pub fn ok(self) -> crate::option::Option<T> {}
		pub fn err(self) -> crate::option::Option<E> {}
		pub fn as_ref(&self) -> crate::result::Result<&T, &E> {}
		pub fn as_mut(&mut self) -> crate::result::Result<&mut T, &mut E> {}
		pub fn map<U, F>(self, op: F) -> crate::result::Result<U, E> where F: crate::ops::FnOnce(T) -> U {}
		pub fn map_or<U, F>(self, default: U, f: F) -> U where F: crate::ops::FnOnce(T) -> U {}
		pub fn map_or_else<U, D, F>(self, default: D, f: F) -> U where D: crate::ops::FnOnce(E) -> U, F: crate::ops::FnOnce(T) -> U {}
		pub fn map_err<F, O>(self, op: O) -> crate::result::Result<T, F> where O: crate::ops::FnOnce(E) -> F {}
		pub fn inspect<F>(self, f: F) -> crate::result::Result<T, E> where F: crate::ops::FnOnce(&T) {}
		pub fn inspect_err<F>(self, f: F) -> crate::result::Result<T, E> where F: crate::ops::FnOnce(&E) {}
		pub fn as_deref(&self) -> crate::result::Result<&<T as crate::ops::Deref>::Target, &E> where T: crate::ops::Deref {}
		pub fn as_deref_mut(&mut self) -> crate::result::Result<&mut <T as crate::ops::Deref>::Target, &mut E> {}
		pub fn iter(&self) -> crate::result::Iter<'_, T> {}
		pub fn iter_mut(&mut self) -> crate::result::IterMut<'_, T> {}
		pub fn expect(self, msg: &str) -> T {}
		pub fn unwrap(self) -> T {}
		pub fn unwrap_or_default(self) -> T {}
		pub fn expect_err(self, msg: &str) -> E {}
		pub fn unwrap_err(self) -> E {}
		pub fn and<U>(self, res: crate::result::Result<U, E>) -> crate::result::Result<U, E> {}
		pub fn and_then<U, F>(self, op: F) -> crate::result::Result<U, E> where F: crate::ops::FnOnce(T) -> crate::result::Result<U, E> {}
		pub fn or<F>(self, res: crate::result::Result<T, F>) -> crate::result::Result<T, F> {}
		pub fn or_else<F, O>(self, op: O) -> crate::result::Result<T, F> where O: crate::ops::FnOnce(E) -> crate::result::Result<T, F> {}
		pub fn unwrap_or(self, default: T) -> T {}
		pub fn unwrap_or_else<F>(self, op: F) -> T where F: crate::ops::FnOnce(E) -> T {}
		pub fn unwrap_unchecked(self) -> T {}
		pub fn unwrap_err_unchecked(self) -> E {}
	}
	impl<T, E> crate::result::Result<crate::option::Option<T>, E> {
		pub fn transpose(self) -> crate::option::Option<crate::result::Result<T, E>> {}
	}
	impl<T, E> crate::result::Result<crate::result::Result<T, E>, E> {
		pub fn flatten(self) -> crate::result::Result<T, E> {}
	}
}
pub mod slice {
	pub struct ArrayWindows<'a, T, const N: usize> {}
	impl<'a, T, const N: usize> crate::iter::DoubleEndedIterator for crate::slice::ArrayWindows<'a, T, N> {}
	impl<'a, T, const N: usize> crate::iter::Iterator for crate::slice::ArrayWindows<'a, T, N> {
		type Item = &'a [T; N];
	}
	impl<T, const N: usize> crate::clone::Clone for crate::slice::ArrayWindows<'_, T, N> {}
	pub struct ChunkBy<'a, T, P> {}
	impl<'a, T, P> crate::clone::Clone for crate::slice::ChunkBy<'a, T, P> {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::ChunkBy<'a, T, P> where P: crate::ops::FnMut(&T, &T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::ChunkBy<'a, T, P> where P: crate::ops::FnMut(&T, &T) -> bool {
		type Item = &'a [T];
	}
	pub struct ChunkByMut<'a, T, P> {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::ChunkByMut<'a, T, P> where P: crate::ops::FnMut(&T, &T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::ChunkByMut<'a, T, P> where P: crate::ops::FnMut(&T, &T) -> bool {
		type Item = &'a mut [T];
	}
	pub struct Chunks<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::Chunks<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::Chunks<'a, T> {
		type Item = &'a [T];
	}
	impl<T> crate::clone::Clone for crate::slice::Chunks<'_, T> {}
	pub struct ChunksExact<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::ChunksExact<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::ChunksExact<'a, T> {
		type Item = &'a [T];
	}
	impl<'a, T> crate::slice::ChunksExact<'a, T> {
		pub fn remainder(&self) -> &'a [T] {}
	}
	impl<T> crate::clone::Clone for crate::slice::ChunksExact<'_, T> {}
	pub struct ChunksExactMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::ChunksExactMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::ChunksExactMut<'a, T> {
		type Item = &'a mut [T];
	}
	impl<'a, T> crate::slice::ChunksExactMut<'a, T> {
		pub fn into_remainder(self) -> &'a mut [T] {}
	}
	pub struct ChunksMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::ChunksMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::ChunksMut<'a, T> {
		type Item = &'a mut [T];
	}
	pub struct EscapeAscii<'a> {}
	impl<'a> crate::clone::Clone for crate::slice::EscapeAscii<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::slice::EscapeAscii<'a> {}
	impl<'a> crate::iter::Iterator for crate::slice::EscapeAscii<'a> {
		type Item = u8;
	}
	pub enum GetDisjointMutError { IndexOutOfBounds, OverlappingIndices }
	impl crate::clone::Clone for crate::slice::GetDisjointMutError {}
	impl crate::error::Error for crate::slice::GetDisjointMutError {}
	pub struct Iter<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::Iter<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::Iter<'a, T> {
		type Item = &'a T;
	}
	impl<'a, T> crate::slice::Iter<'a, T> {
		pub fn as_slice(&self) -> &'a [T] {}
	}
	impl<T> crate::clone::Clone for crate::slice::Iter<'_, T> {}
	impl<T> crate::default::Default for crate::slice::Iter<'_, T> {}
	pub struct IterMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::IterMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::IterMut<'a, T> {
		type Item = &'a mut T;
	}
	impl<'a, T> crate::slice::IterMut<'a, T> {
		pub fn into_slice(self) -> &'a mut [T] {}
		pub fn as_slice(&self) -> &[T] {}
	}
	impl<T> crate::default::Default for crate::slice::IterMut<'_, T> {}
	pub struct RChunks<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::RChunks<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::RChunks<'a, T> {
		type Item = &'a [T];
	}
	impl<T> crate::clone::Clone for crate::slice::RChunks<'_, T> {}
	pub struct RChunksExact<'a, T> {}
	impl<'a, T> crate::clone::Clone for crate::slice::RChunksExact<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::RChunksExact<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::RChunksExact<'a, T> {
		type Item = &'a [T];
	}
	impl<'a, T> crate::slice::RChunksExact<'a, T> {
		pub fn remainder(&self) -> &'a [T] {}
	}
	pub struct RChunksExactMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::RChunksExactMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::RChunksExactMut<'a, T> {
		type Item = &'a mut [T];
	}
	impl<'a, T> crate::slice::RChunksExactMut<'a, T> {
		pub fn into_remainder(self) -> &'a mut [T] {}
	}
	pub struct RChunksMut<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::RChunksMut<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::RChunksMut<'a, T> {
		type Item = &'a mut [T];
	}
	pub struct RSplit<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::RSplit<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::RSplit<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a [T];
	}
	impl<T, P> crate::clone::Clone for crate::slice::RSplit<'_, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	pub struct RSplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::RSplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::RSplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a mut [T];
	}
	pub struct RSplitN<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::RSplitN<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a [T];
	}
	pub struct RSplitNMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::RSplitNMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a mut [T];
	}
	pub trait SliceIndex<T>: Sealed {
		type Output;
	}
	pub struct Split<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::Split<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::Split<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a [T];
	}
	impl<T, P> crate::clone::Clone for crate::slice::Split<'_, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	pub struct SplitInclusive<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::SplitInclusive<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::SplitInclusive<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a [T];
	}
	impl<T, P> crate::clone::Clone for crate::slice::SplitInclusive<'_, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	pub struct SplitInclusiveMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::SplitInclusiveMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::SplitInclusiveMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a mut [T];
	}
	pub struct SplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::DoubleEndedIterator for crate::slice::SplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::SplitMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a mut [T];
	}
	pub struct SplitN<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::SplitN<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a [T];
	}
	pub struct SplitNMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {}
	impl<'a, T, P> crate::iter::Iterator for crate::slice::SplitNMut<'a, T, P> where P: crate::ops::FnMut(&T) -> bool {
		type Item = &'a mut [T];
	}
	pub struct Windows<'a, T> {}
	impl<'a, T> crate::iter::DoubleEndedIterator for crate::slice::Windows<'a, T> {}
	impl<'a, T> crate::iter::Iterator for crate::slice::Windows<'a, T> {
		type Item = &'a [T];
	}
	impl<T> crate::clone::Clone for crate::slice::Windows<'_, T> {}
	pub fn from_mut<T>(s: &mut T) -> &mut [T] {}
	pub fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {}
	pub fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {}
	pub fn from_ref<T>(s: &T) -> &[T] {}
}
pub mod str {
	pub struct Bytes<'a>();
	impl crate::iter::DoubleEndedIterator for crate::str::Bytes<'_> {}
	impl crate::iter::Iterator for crate::str::Bytes<'_> {
		type Item = u8;
	}
	impl<'a> crate::clone::Clone for crate::str::Bytes<'a> {}
	pub struct CharIndices<'a> {}
	impl<'a> crate::clone::Clone for crate::str::CharIndices<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::CharIndices<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::CharIndices<'a> {
		type Item = (usize, char);
	}
	impl<'a> crate::str::CharIndices<'a> {
		pub fn as_str(&self) -> &'a str {}
		pub fn offset(&self) -> usize {}
	}
	pub struct Chars<'a> {}
	impl<'a> crate::clone::Clone for crate::str::Chars<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::Chars<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::Chars<'a> {
		type Item = char;
	}
	impl<'a> crate::str::Chars<'a> {
		pub fn as_str(&self) -> &'a str {}
	}
	pub struct EncodeUtf16<'a> {}
	impl<'a> crate::clone::Clone for crate::str::EncodeUtf16<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::EncodeUtf16<'a> {
		type Item = u16;
	}
	pub struct EscapeDebug<'a> {}
	impl<'a> crate::clone::Clone for crate::str::EscapeDebug<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::EscapeDebug<'a> {
		type Item = char;
	}
	pub struct EscapeDefault<'a> {}
	impl<'a> crate::clone::Clone for crate::str::EscapeDefault<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::EscapeDefault<'a> {
		type Item = char;
	}
	pub struct EscapeUnicode<'a> {}
	impl<'a> crate::clone::Clone for crate::str::EscapeUnicode<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::EscapeUnicode<'a> {
		type Item = char;
	}
	pub trait FromStr: crate::marker::Sized {
		type Err;
		fn from_str(s: &str) -> crate::result::Result<Self, Self::Err>;
	}
	pub struct Lines<'a>();
	impl<'a> crate::clone::Clone for crate::str::Lines<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::Lines<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::Lines<'a> {
		type Item = &'a str;
	}
	#[deprecated(since = "1.4.0", note = "use lines()/Lines instead now")]
	pub struct LinesAny<'a>();
	impl<'a> crate::clone::Clone for crate::str::LinesAny<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::LinesAny<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::LinesAny<'a> {
		type Item = &'a str;
	}
	pub struct MatchIndices<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::MatchIndices<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::MatchIndices<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::MatchIndices<'a, P> {
		type Item = (usize, &'a str);
	}
	pub struct Matches<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::Matches<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::Matches<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::Matches<'a, P> {
		type Item = &'a str;
	}
	pub struct ParseBoolError;
	impl crate::clone::Clone for crate::str::ParseBoolError {}
	impl crate::error::Error for crate::str::ParseBoolError {}
	pub struct RMatchIndices<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::RMatchIndices<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::RMatchIndices<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::RMatchIndices<'a, P> {
		type Item = (usize, &'a str);
	}
	pub struct RMatches<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::RMatches<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::RMatches<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::RMatches<'a, P> {
		type Item = &'a str;
	}
	pub struct RSplit<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::RSplit<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::RSplit<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::RSplit<'a, P> {
		type Item = &'a str;
	}
	pub struct RSplitN<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::RSplitN<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::RSplitN<'a, P> {
		type Item = &'a str;
	}
	pub struct RSplitTerminator<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::RSplitTerminator<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::RSplitTerminator<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::RSplitTerminator<'a, P> {
		type Item = &'a str;
	}
	pub struct Split<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::Split<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::Split<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::Split<'a, P> {
		type Item = &'a str;
	}
	pub struct SplitAsciiWhitespace<'a> {}
	impl<'a> crate::clone::Clone for crate::str::SplitAsciiWhitespace<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::SplitAsciiWhitespace<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::SplitAsciiWhitespace<'a> {
		type Item = &'a str;
	}
	pub struct SplitInclusive<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::SplitInclusive<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::SplitInclusive<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::SplitInclusive<'a, P> {
		type Item = &'a str;
	}
	pub struct SplitN<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::SplitN<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::SplitN<'a, P> {
		type Item = &'a str;
	}
	pub struct SplitTerminator<'a, P>();
	impl<'a, P> crate::clone::Clone for crate::str::SplitTerminator<'a, P> {}
	impl<'a, P> crate::iter::DoubleEndedIterator for crate::str::SplitTerminator<'a, P> {}
	impl<'a, P> crate::iter::Iterator for crate::str::SplitTerminator<'a, P> {
		type Item = &'a str;
	}
	pub struct SplitWhitespace<'a> {}
	impl<'a> crate::clone::Clone for crate::str::SplitWhitespace<'a> {}
	impl<'a> crate::iter::DoubleEndedIterator for crate::str::SplitWhitespace<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::SplitWhitespace<'a> {
		type Item = &'a str;
	}
	pub struct Utf8Chunk<'a> {}
	impl<'a> crate::clone::Clone for crate::str::Utf8Chunk<'a> {}
	impl<'a> crate::str::Utf8Chunk<'a> {
		pub fn valid(&self) -> &'a str {}
		pub fn invalid(&self) -> &'a [u8] {}
	}
	pub struct Utf8Chunks<'a> {}
	impl<'a> crate::clone::Clone for crate::str::Utf8Chunks<'a> {}
	impl<'a> crate::iter::Iterator for crate::str::Utf8Chunks<'a> {
		type Item = crate::str::Utf8Chunk<'a>;
	}
	pub struct Utf8Error {}
	impl crate::clone::Clone for crate::str::Utf8Error {}
	impl crate::error::Error for crate::str::Utf8Error {}
	impl crate::str::Utf8Error {
		pub fn valid_up_to(&self) -> usize {}
		pub fn error_len(&self) -> crate::option::Option<usize> {}
	}
	pub fn from_boxed_utf8_unchecked(v: crate::boxed::Box<[u8]>) -> crate::boxed::Box<str> {}
	pub fn from_utf8(v: &[u8]) -> crate::result::Result<&str, crate::str::Utf8Error> {}
	pub fn from_utf8_mut(v: &mut [u8]) -> crate::result::Result<&mut str, crate::str::Utf8Error> {}
	pub fn from_utf8_unchecked(v: &[u8]) -> &str {}
	pub fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {}
}
pub mod string {
	pub struct Drain<'a> {}
	impl crate::iter::DoubleEndedIterator for crate::string::Drain<'_> {}
	impl crate::iter::Iterator for crate::string::Drain<'_> {
		type Item = char;
	}
	impl<'a> crate::string::Drain<'a> {
		pub fn as_str(&self) -> &str {}
	}
	pub struct FromUtf16Error();
	impl crate::error::Error for crate::string::FromUtf16Error {}
	pub struct FromUtf8Error {}
	impl crate::clone::Clone for crate::string::FromUtf8Error {}
	impl crate::error::Error for crate::string::FromUtf8Error {}
	impl crate::string::FromUtf8Error {
		pub fn as_bytes(&self) -> &[u8] {}
		pub fn into_bytes(self) -> crate::vec::Vec<u8> {}
		pub fn utf8_error(&self) -> crate::str::Utf8Error {}
	}
	pub type ParseError = crate::convert::Infallible;
	pub struct String {}
	impl crate::clone::Clone for crate::string::String {}
	impl crate::default::Default for crate::string::String {}
	impl crate::fmt::Write for crate::string::String {}
	impl crate::net::ToSocketAddrs for crate::string::String {
		type Iter = crate::vec::IntoIter<crate::net::SocketAddr>;
	}
	impl crate::ops::Deref for crate::string::String {
		type Target = str;
	}
	impl crate::str::FromStr for crate::string::String {
		type Err = crate::convert::Infallible;
	}
	impl crate::string::String {
		pub fn new() -> crate::string::String {}
		pub fn with_capacity(capacity: usize) -> crate::string::String {}
		pub fn from_utf8(vec: crate::vec::Vec<u8>) -> crate::result::Result<crate::string::String, crate::string::FromUtf8Error> {}
		pub fn from_utf8_lossy(v: &[u8]) -> crate::borrow::Cow<'_, str> {}
		pub fn from_utf16(v: &[u16]) -> crate::result::Result<crate::string::String, crate::string::FromUtf16Error> {}
		pub fn from_utf16_lossy(v: &[u16]) -> crate::string::String {}
		pub fn into_raw_parts(self) -> (*mut u8, usize, usize) {}
		pub fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> crate::string::String {}
		pub fn from_utf8_unchecked(bytes: crate::vec::Vec<u8>) -> crate::string::String {}
		pub fn into_bytes(self) -> crate::vec::Vec<u8> {}
		pub fn as_str(&self) -> &str {}
		pub fn as_mut_str(&mut self) -> &mut str {}
		pub fn push_str(&mut self, string: &str) {}
		pub fn extend_from_within<R>(&mut self, src: R) {}
		pub fn capacity(&self) -> usize {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn push(&mut self, ch: char) {}
		pub fn as_bytes(&self) -> &[u8] {}
		pub fn truncate(&mut self, new_len: usize) {}
		pub fn pop(&mut self) -> crate::option::Option<char> {}
		pub fn remove(&mut self, idx: usize) -> char {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(char) -> bool {}
		pub fn insert(&mut self, idx: usize, ch: char) {}
		pub fn insert_str(&mut self, idx: usize, string: &str) {}
		pub fn as_mut_vec(&mut self) -> &mut crate::vec::Vec<u8> {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn split_off(&mut self, at: usize) -> crate::string::String {}
		pub fn clear(&mut self) {}
		pub fn drain<R>(&mut self, range: R) -> crate::string::Drain<'_> {}
		pub fn replace_range<R>(&mut self, range: R, replace_with: &str) {}
		pub fn into_boxed_str(self) -> crate::boxed::Box<str> {}
		pub fn leak<'a>(self) -> &'a mut str {}
	}
	impl<I> crate::ops::Index<I> for crate::string::String {
		type Output = <I as crate::slice::SliceIndex<str>>::Output;
	}
	pub trait ToString {
		fn to_string(&self) -> crate::string::String;
	}
	impl<T> crate::string::ToString for T where T: crate::fmt::Display {}
}
pub mod sync {
	pub struct Arc<T, A = crate::alloc::Global> {}
	impl crate::default::Default for crate::sync::Arc<crate::ffi::CStr> {}
	impl crate::default::Default for crate::sync::Arc<str> {}
	impl crate::io::Read for crate::sync::Arc<crate::fs::File> {}
	impl crate::io::Seek for crate::sync::Arc<crate::fs::File> {}
	impl crate::io::Write for crate::sync::Arc<crate::fs::File> {}
	impl<A> crate::sync::Arc<dyn crate::any::Any + crate::marker::Sync + crate::marker::Send, A> {
		pub fn downcast<T>(self) -> crate::result::Result<crate::sync::Arc<T, A>, crate::sync::Arc<dyn crate::any::Any + crate::marker::Sync + crate::marker::Send, A>> {}
	}
	impl<T, A> crate::clone::Clone for crate::sync::Arc<T, A> {}
	impl<T, A> crate::ops::Deref for crate::sync::Arc<T, A> {
		type Target = T;
	}
	impl<T, A> crate::sync::Arc<T, A> {
		pub fn try_unwrap(this: crate::sync::Arc<T, A>) -> crate::result::Result<T, crate::sync::Arc<T, A>> {}
		pub fn into_inner(this: crate::sync::Arc<T, A>) -> crate::option::Option<T> {}
		pub fn as_ptr(this: &crate::sync::Arc<T, A>) -> *const T {}
		pub fn downgrade(this: &crate::sync::Arc<T, A>) -> crate::sync::Weak<T, A> {}
		pub fn weak_count(this: &crate::sync::Arc<T, A>) -> usize {}
		pub fn strong_count(this: &crate::sync::Arc<T, A>) -> usize {}
		pub fn ptr_eq(this: &crate::sync::Arc<T, A>, other: &crate::sync::Arc<T, A>) -> bool {}
		pub fn make_mut(this: &mut crate::sync::Arc<T, A>) -> &mut T {}
		pub fn unwrap_or_clone(this: crate::sync::Arc<T, A>) -> T {}
		pub fn get_mut(this: &mut crate::sync::Arc<T, A>) -> crate::option::Option<&mut T> {}
	}
	impl<T, A> crate::sync::Arc<[crate::mem::MaybeUninit<T>], A> {
		pub fn assume_init(self) -> crate::sync::Arc<[T], A> {}
	}
	impl<T, A> crate::sync::Arc<crate::mem::MaybeUninit<T>, A> {
		pub fn assume_init(self) -> crate::sync::Arc<T, A> {}
	}
	impl<T> crate::default::Default for crate::sync::Arc<T> {}
	impl<T> crate::default::Default for crate::sync::Arc<[T]> {}
	impl<T> crate::error::Error for crate::sync::Arc<T> {}
	impl<T> crate::os::fd::AsFd for crate::sync::Arc<T> {}
	impl<T> crate::os::fd::AsRawFd for crate::sync::Arc<T> {}
	impl<T> crate::os::windows::io::AsHandle for crate::sync::Arc<T> {}
	impl<T> crate::os::windows::io::AsSocket for crate::sync::Arc<T> {}
	impl<T> crate::sync::Arc<T> {
		pub fn new(data: T) -> crate::sync::Arc<T> {}
		pub fn new_cyclic<F>(data_fn: F) -> crate::sync::Arc<T> where F: crate::ops::FnOnce(&crate::sync::Weak<T>) -> T {}
		pub fn new_uninit() -> crate::sync::Arc<crate::mem::MaybeUninit<T>> {}
		pub fn new_zeroed() -> crate::sync::Arc<crate::mem::MaybeUninit<T>> {}
		pub fn pin(data: T) -> crate::pin::Pin<crate::sync::Arc<T>> {}
		pub fn from_raw(ptr: *const T) -> crate::sync::Arc<T> {}
		pub fn into_raw(this: crate::sync::Arc<T>) -> *const T {}
		pub fn increment_strong_count(ptr: *const T) {}
		pub fn decrement_strong_count(ptr: *const T) {}
	}
	impl<T> crate::sync::Arc<[T]> {
		pub fn new_uninit_slice(len: usize) -> crate::sync::Arc<[crate::mem::MaybeUninit<T>]> {}
		pub fn new_zeroed_slice(len: usize) -> crate::sync::Arc<[crate::mem::MaybeUninit<T>]> {}
	}
	pub struct Barrier {}
	impl crate::sync::Barrier {
		pub fn new(n: usize) -> crate::sync::Barrier {}
		pub fn wait(&self) -> crate::sync::BarrierWaitResult {}
	}
	pub struct BarrierWaitResult();
	impl crate::sync::BarrierWaitResult {
		pub fn is_leader(&self) -> bool {}
	}
	pub struct Condvar {}
	impl crate::default::Default for crate::sync::Condvar {}
	impl crate::sync::Condvar {
		pub fn new() -> crate::sync::Condvar {}
		pub fn wait<'a, T>(&self, guard: crate::sync::MutexGuard<'a, T>) -> crate::sync::LockResult<crate::sync::MutexGuard<'a, T>> {}
		pub fn wait_while<'a, T, F>(&self, guard: crate::sync::MutexGuard<'a, T>, condition: F) -> crate::sync::LockResult<crate::sync::MutexGuard<'a, T>> where F: crate::ops::FnMut(&mut T) -> bool {}
		#[deprecated(since = "1.6.0", note = "replaced by std::sync::Condvar::wait_timeout")]
		pub fn wait_timeout_ms<'a, T>(&self, guard: crate::sync::MutexGuard<'a, T>, ms: u32) -> crate::sync::LockResult<(crate::sync::MutexGuard<'a, T>, bool)> {}
		pub fn wait_timeout<'a, T>(&self, guard: crate::sync::MutexGuard<'a, T>, dur: crate::time::Duration) -> crate::sync::LockResult<(crate::sync::MutexGuard<'a, T>, crate::sync::WaitTimeoutResult)> {}
		pub fn wait_timeout_while<'a, T, F>(&self, guard: crate::sync::MutexGuard<'a, T>, dur: crate::time::Duration, condition: F) -> crate::sync::LockResult<(crate::sync::MutexGuard<'a, T>, crate::sync::WaitTimeoutResult)> where F: crate::ops::FnMut(&mut T) -> bool {}
		pub fn notify_one(&self) {}
		pub fn notify_all(&self) {}
	}
	pub struct LazyLock<T, F = fn() -> T> {}
	impl<T, F: crate::ops::FnOnce() -> T> crate::ops::Deref for crate::sync::LazyLock<T, F> {
		type Target = T;
	}
	impl<T, F: crate::ops::FnOnce() -> T> crate::sync::LazyLock<T, F> {
		pub fn new(f: F) -> crate::sync::LazyLock<T, F> {}
		pub fn force_mut(this: &mut crate::sync::LazyLock<T, F>) -> &mut T {}
		pub fn force(this: &crate::sync::LazyLock<T, F>) -> &T {}
	}
	impl<T, F> crate::sync::LazyLock<T, F> {
		pub fn get_mut(this: &mut crate::sync::LazyLock<T, F>) -> crate::option::Option<&mut T> {}
		pub fn get(this: &crate::sync::LazyLock<T, F>) -> crate::option::Option<&T> {}
	}
	impl<T> crate::default::Default for crate::sync::LazyLock<T> {}
	pub type LockResult<T> = crate::result::Result<T, crate::sync::PoisonError<T>>;
	pub struct Mutex<T> {}
	impl<T> crate::default::Default for crate::sync::Mutex<T> {}
	impl<T> crate::sync::Mutex<T> {
		pub fn new(t: T) -> crate::sync::Mutex<T> {}
		pub fn lock(&self) -> crate::sync::LockResult<crate::sync::MutexGuard<'_, T>> {}
		pub fn try_lock(&self) -> crate::sync::TryLockResult<crate::sync::MutexGuard<'_, T>> {}
		pub fn is_poisoned(&self) -> bool {}
		pub fn clear_poison(&self) {}
		pub fn into_inner(self) -> crate::sync::LockResult<T> {}
		pub fn get_mut(&mut self) -> crate::sync::LockResult<&mut T> {}
	}
	pub struct MutexGuard<'a, T> {}
	impl<T> crate::ops::Deref for crate::sync::MutexGuard<'_, T> {
		type Target = T;
	}
	#[deprecated(since = "1.38.0", note = "the Once::new() function is now preferred")]
	pub const ONCE_INIT: crate::sync::Once = ();
	pub struct Once {}
	impl crate::sync::Once {
		pub fn new() -> crate::sync::Once {}
		pub fn call_once<F>(&self, f: F) where F: crate::ops::FnOnce() {}
		pub fn call_once_force<F>(&self, f: F) where F: crate::ops::FnOnce(&crate::sync::OnceState) {}
		pub fn is_completed(&self) -> bool {}
		pub fn wait(&self) {}
		pub fn wait_force(&self) {}
	}
	pub struct OnceLock<T> {}
	impl<T> crate::clone::Clone for crate::sync::OnceLock<T> {}
	impl<T> crate::default::Default for crate::sync::OnceLock<T> {}
	impl<T> crate::sync::OnceLock<T> {
		pub fn new() -> crate::sync::OnceLock<T> {}
		pub fn get(&self) -> crate::option::Option<&T> {}
		pub fn get_mut(&mut self) -> crate::option::Option<&mut T> {}
		pub fn wait(&self) -> &T {}
		pub fn set(&self, value: T) -> crate::result::Result<(), T> {}
		pub fn get_or_init<F>(&self, f: F) -> &T where F: crate::ops::FnOnce() -> T {}
		pub fn into_inner(self) -> crate::option::Option<T> {}
		pub fn take(&mut self) -> crate::option::Option<T> {}
	}
	pub struct OnceState {}
	impl crate::sync::OnceState {
		pub fn is_poisoned(&self) -> bool {}
	}
	pub struct PoisonError<T> {}
	impl<T> crate::error::Error for crate::sync::PoisonError<T> {}
	impl<T> crate::sync::PoisonError<T> {
		pub fn new(data: T) -> crate::sync::PoisonError<T> {}
		pub fn into_inner(self) -> T {}
		pub fn get_ref(&self) -> &T {}
		pub fn get_mut(&mut self) -> &mut T {}
	}
	pub struct RwLock<T> {}
	impl<T> crate::default::Default for crate::sync::RwLock<T> {}
	impl<T> crate::sync::RwLock<T> {
		pub fn new(t: T) -> crate::sync::RwLock<T> {}
		pub fn read(&self) -> crate::sync::LockResult<crate::sync::RwLockReadGuard<'_, T>> {}
		pub fn try_read(&self) -> crate::sync::TryLockResult<crate::sync::RwLockReadGuard<'_, T>> {}
		pub fn write(&self) -> crate::sync::LockResult<crate::sync::RwLockWriteGuard<'_, T>> {}
		pub fn try_write(&self) -> crate::sync::TryLockResult<crate::sync::RwLockWriteGuard<'_, T>> {}
		pub fn is_poisoned(&self) -> bool {}
		pub fn clear_poison(&self) {}
		pub fn into_inner(self) -> crate::sync::LockResult<T> {}
		pub fn get_mut(&mut self) -> crate::sync::LockResult<&mut T> {}
	}
	pub struct RwLockReadGuard<'rwlock, T> {}
	impl<T> crate::ops::Deref for crate::sync::RwLockReadGuard<'_, T> {
		type Target = T;
	}
	pub struct RwLockWriteGuard<'rwlock, T> {}
	impl<'rwlock, T> crate::sync::RwLockWriteGuard<'rwlock, T> {
		pub fn downgrade(s: Self) -> crate::sync::RwLockReadGuard<'rwlock, T> {}
	}
	impl<T> crate::ops::Deref for crate::sync::RwLockWriteGuard<'_, T> {
		type Target = T;
	}
	pub enum TryLockError<T> { Poisoned(crate::sync::PoisonError<T>), WouldBlock }
	impl<T> crate::error::Error for crate::sync::TryLockError<T> {}
	pub type TryLockResult<Guard> = crate::result::Result<Guard, crate::sync::TryLockError<Guard>>;
	pub struct WaitTimeoutResult();
	impl crate::clone::Clone for crate::sync::WaitTimeoutResult {}
	impl crate::sync::WaitTimeoutResult {
		pub fn timed_out(&self) -> bool {}
	}
	pub struct Weak<T, A = crate::alloc::Global> {}
	impl<T, A> crate::clone::Clone for crate::sync::Weak<T, A> {}
	impl<T, A> crate::sync::Weak<T, A> {
		pub fn as_ptr(&self) -> *const T {}
		pub fn upgrade(&self) -> crate::option::Option<crate::sync::Arc<T, A>> {}
		pub fn strong_count(&self) -> usize {}
		pub fn weak_count(&self) -> usize {}
		pub fn ptr_eq(&self, other: &crate::sync::Weak<T, A>) -> bool {}
	}
	impl<T> crate::default::Default for crate::sync::Weak<T> {}
	impl<T> crate::sync::Weak<T> {
		pub fn new() -> crate::sync::Weak<T> {}
		pub fn from_raw(ptr: *const T) -> crate::sync::Weak<T> {}
		pub fn into_raw(self) -> *const T {}
	}
	pub mod atomic {
		#[deprecated(since = "1.34.0", note = "the new function is now preferred")]
		pub const ATOMIC_BOOL_INIT: crate::sync::atomic::AtomicBool = ();
		#[deprecated(since = "1.34.0", note = "the new function is now preferred")]
		pub const ATOMIC_ISIZE_INIT: crate::sync::atomic::AtomicIsize = ();
		#[deprecated(since = "1.34.0", note = "the new function is now preferred")]
		pub const ATOMIC_USIZE_INIT: crate::sync::atomic::AtomicUsize = ();
		pub struct AtomicBool {}
		impl crate::default::Default for crate::sync::atomic::AtomicBool {}
		impl crate::sync::atomic::AtomicBool {
			pub fn new(v: bool) -> crate::sync::atomic::AtomicBool {}
			pub fn from_ptr<'a>(ptr: *mut bool) -> &'a crate::sync::atomic::AtomicBool {}
			pub fn get_mut(&mut self) -> &mut bool {}
			pub fn into_inner(self) -> bool {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn store(&self, val: bool, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: bool, order: crate::sync::atomic::Ordering) -> bool {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: bool, new: bool, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn compare_exchange(&self, current: bool, new: bool, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<bool, bool> {}
			pub fn compare_exchange_weak(&self, current: bool, new: bool, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<bool, bool> {}
			pub fn fetch_and(&self, val: bool, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn fetch_nand(&self, val: bool, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn fetch_or(&self, val: bool, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn fetch_xor(&self, val: bool, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn fetch_not(&self, order: crate::sync::atomic::Ordering) -> bool {}
			pub fn as_ptr(&self) -> *mut bool {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<bool, bool> where F: crate::ops::FnMut(bool) -> crate::option::Option<bool> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(bool) -> crate::option::Option<bool>) -> crate::result::Result<bool, bool> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(bool) -> bool) -> bool {}
		}
		pub struct AtomicI16 {}
		impl crate::default::Default for crate::sync::atomic::AtomicI16 {}
		impl crate::sync::atomic::AtomicI16 {
			pub fn new(v: i16) -> crate::sync::atomic::AtomicI16 {}
			pub fn from_ptr<'a>(ptr: *mut i16) -> &'a crate::sync::atomic::AtomicI16 {}
			pub fn get_mut(&mut self) -> &mut i16 {}
			pub fn into_inner(self) -> i16 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn store(&self, val: i16, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: i16, new: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn compare_exchange(&self, current: i16, new: i16, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i16, i16> {}
			pub fn compare_exchange_weak(&self, current: i16, new: i16, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i16, i16> {}
			pub fn fetch_add(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_sub(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_and(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_nand(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_or(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_xor(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<i16, i16> where F: crate::ops::FnMut(i16) -> crate::option::Option<i16> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i16) -> crate::option::Option<i16>) -> crate::result::Result<i16, i16> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i16) -> i16) -> i16 {}
			pub fn fetch_max(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn fetch_min(&self, val: i16, order: crate::sync::atomic::Ordering) -> i16 {}
			pub fn as_ptr(&self) -> *mut i16 {}
		}
		pub struct AtomicI32 {}
		impl crate::default::Default for crate::sync::atomic::AtomicI32 {}
		impl crate::sync::atomic::AtomicI32 {
			pub fn new(v: i32) -> crate::sync::atomic::AtomicI32 {}
			pub fn from_ptr<'a>(ptr: *mut i32) -> &'a crate::sync::atomic::AtomicI32 {}
			pub fn get_mut(&mut self) -> &mut i32 {}
			pub fn into_inner(self) -> i32 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn store(&self, val: i32, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: i32, new: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn compare_exchange(&self, current: i32, new: i32, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i32, i32> {}
			pub fn compare_exchange_weak(&self, current: i32, new: i32, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i32, i32> {}
			pub fn fetch_add(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_sub(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_and(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_nand(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_or(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_xor(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<i32, i32> where F: crate::ops::FnMut(i32) -> crate::option::Option<i32> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i32) -> crate::option::Option<i32>) -> crate::result::Result<i32, i32> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i32) -> i32) -> i32 {}
			pub fn fetch_max(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn fetch_min(&self, val: i32, order: crate::sync::atomic::Ordering) -> i32 {}
			pub fn as_ptr(&self) -> *mut i32 {}
		}
		pub struct AtomicI64 {}
		impl crate::default::Default for crate::sync::atomic::AtomicI64 {}
		impl crate::sync::atomic::AtomicI64 {
			pub fn new(v: i64) -> crate::sync::atomic::AtomicI64 {}
			pub fn from_ptr<'a>(ptr: *mut i64) -> &'a crate::sync::atomic::AtomicI64 {}
			pub fn get_mut(&mut self) -> &mut i64 {}
			pub fn into_inner(self) -> i64 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn store(&self, val: i64, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: i64, new: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn compare_exchange(&self, current: i64, new: i64, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i64, i64> {}
			pub fn compare_exchange_weak(&self, current: i64, new: i64, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i64, i64> {}
			pub fn fetch_add(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_sub(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_and(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_nand(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_or(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_xor(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<i64, i64> where F: crate::ops::FnMut(i64) -> crate::option::Option<i64> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i64) -> crate::option::Option<i64>) -> crate::result::Result<i64, i64> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i64) -> i64) -> i64 {}
			pub fn fetch_max(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn fetch_min(&self, val: i64, order: crate::sync::atomic::Ordering) -> i64 {}
			pub fn as_ptr(&self) -> *mut i64 {}
		}
		pub struct AtomicI8 {}
		impl crate::default::Default for crate::sync::atomic::AtomicI8 {}
		impl crate::sync::atomic::AtomicI8 {
			pub fn new(v: i8) -> crate::sync::atomic::AtomicI8 {}
			pub fn from_ptr<'a>(ptr: *mut i8) -> &'a crate::sync::atomic::AtomicI8 {}
			pub fn get_mut(&mut self) -> &mut i8 {}
			pub fn into_inner(self) -> i8 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn store(&self, val: i8, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: i8, new: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn compare_exchange(&self, current: i8, new: i8, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i8, i8> {}
			pub fn compare_exchange_weak(&self, current: i8, new: i8, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<i8, i8> {}
			pub fn fetch_add(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_sub(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_and(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_nand(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_or(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_xor(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<i8, i8> where F: crate::ops::FnMut(i8) -> crate::option::Option<i8> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i8) -> crate::option::Option<i8>) -> crate::result::Result<i8, i8> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(i8) -> i8) -> i8 {}
			pub fn fetch_max(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn fetch_min(&self, val: i8, order: crate::sync::atomic::Ordering) -> i8 {}
			pub fn as_ptr(&self) -> *mut i8 {}
		}
		pub struct AtomicIsize {}
		impl crate::default::Default for crate::sync::atomic::AtomicIsize {}
		impl crate::sync::atomic::AtomicIsize {
			pub fn new(v: isize) -> crate::sync::atomic::AtomicIsize {}
			pub fn from_ptr<'a>(ptr: *mut isize) -> &'a crate::sync::atomic::AtomicIsize {}
			pub fn get_mut(&mut self) -> &mut isize {}
			pub fn into_inner(self) -> isize {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn store(&self, val: isize, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: isize, new: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn compare_exchange(&self, current: isize, new: isize, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<isize, isize> {}
			pub fn compare_exchange_weak(&self, current: isize, new: isize, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<isize, isize> {}
			pub fn fetch_add(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_sub(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_and(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_nand(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_or(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_xor(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<isize, isize> where F: crate::ops::FnMut(isize) -> crate::option::Option<isize> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(isize) -> crate::option::Option<isize>) -> crate::result::Result<isize, isize> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(isize) -> isize) -> isize {}
			pub fn fetch_max(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn fetch_min(&self, val: isize, order: crate::sync::atomic::Ordering) -> isize {}
			pub fn as_ptr(&self) -> *mut isize {}
		}
		pub struct AtomicPtr<T> {}
		impl<T> crate::default::Default for crate::sync::atomic::AtomicPtr<T> {}
		impl<T> crate::sync::atomic::AtomicPtr<T> {
			pub fn new(p: *mut T) -> crate::sync::atomic::AtomicPtr<T> {}
			pub fn from_ptr<'a>(ptr: *mut *mut T) -> &'a crate::sync::atomic::AtomicPtr<T> {}
			pub fn get_mut(&mut self) -> &mut *mut T {}
			pub fn into_inner(self) -> *mut T {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn store(&self, ptr: *mut T, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, ptr: *mut T, order: crate::sync::atomic::Ordering) -> *mut T {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: *mut T, new: *mut T, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn compare_exchange(&self, current: *mut T, new: *mut T, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<*mut T, *mut T> {}
			pub fn compare_exchange_weak(&self, current: *mut T, new: *mut T, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<*mut T, *mut T> {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<*mut T, *mut T> where F: crate::ops::FnMut(*mut T) -> crate::option::Option<*mut T> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(*mut T) -> crate::option::Option<*mut T>) -> crate::result::Result<*mut T, *mut T> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(*mut T) -> *mut T) -> *mut T {}
			pub fn fetch_ptr_add(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_ptr_sub(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_byte_add(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_byte_sub(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_or(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_and(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn fetch_xor(&self, val: usize, order: crate::sync::atomic::Ordering) -> *mut T {}
			pub fn as_ptr(&self) -> *mut *mut T {}
		}
		pub struct AtomicU16 {}
		impl crate::default::Default for crate::sync::atomic::AtomicU16 {}
		impl crate::sync::atomic::AtomicU16 {
			pub fn new(v: u16) -> crate::sync::atomic::AtomicU16 {}
			pub fn from_ptr<'a>(ptr: *mut u16) -> &'a crate::sync::atomic::AtomicU16 {}
			pub fn get_mut(&mut self) -> &mut u16 {}
			pub fn into_inner(self) -> u16 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn store(&self, val: u16, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: u16, new: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn compare_exchange(&self, current: u16, new: u16, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u16, u16> {}
			pub fn compare_exchange_weak(&self, current: u16, new: u16, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u16, u16> {}
			pub fn fetch_add(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_sub(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_and(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_nand(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_or(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_xor(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<u16, u16> where F: crate::ops::FnMut(u16) -> crate::option::Option<u16> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u16) -> crate::option::Option<u16>) -> crate::result::Result<u16, u16> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u16) -> u16) -> u16 {}
			pub fn fetch_max(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn fetch_min(&self, val: u16, order: crate::sync::atomic::Ordering) -> u16 {}
			pub fn as_ptr(&self) -> *mut u16 {}
		}
		pub struct AtomicU32 {}
		impl crate::default::Default for crate::sync::atomic::AtomicU32 {}
		impl crate::sync::atomic::AtomicU32 {
			pub fn new(v: u32) -> crate::sync::atomic::AtomicU32 {}
			pub fn from_ptr<'a>(ptr: *mut u32) -> &'a crate::sync::atomic::AtomicU32 {}
			pub fn get_mut(&mut self) -> &mut u32 {}
			pub fn into_inner(self) -> u32 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn store(&self, val: u32, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: u32, new: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn compare_exchange(&self, current: u32, new: u32, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u32, u32> {}
			pub fn compare_exchange_weak(&self, current: u32, new: u32, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u32, u32> {}
			pub fn fetch_add(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_sub(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_and(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_nand(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_or(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_xor(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<u32, u32> where F: crate::ops::FnMut(u32) -> crate::option::Option<u32> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u32) -> crate::option::Option<u32>) -> crate::result::Result<u32, u32> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u32) -> u32) -> u32 {}
			pub fn fetch_max(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn fetch_min(&self, val: u32, order: crate::sync::atomic::Ordering) -> u32 {}
			pub fn as_ptr(&self) -> *mut u32 {}
		}
		pub struct AtomicU64 {}
		impl crate::default::Default for crate::sync::atomic::AtomicU64 {}
		impl crate::sync::atomic::AtomicU64 {
			pub fn new(v: u64) -> crate::sync::atomic::AtomicU64 {}
			pub fn from_ptr<'a>(ptr: *mut u64) -> &'a crate::sync::atomic::AtomicU64 {}
			pub fn get_mut(&mut self) -> &mut u64 {}
			pub fn into_inner(self) -> u64 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn store(&self, val: u64, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: u64, new: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn compare_exchange(&self, current: u64, new: u64, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u64, u64> {}
			pub fn compare_exchange_weak(&self, current: u64, new: u64, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u64, u64> {}
			pub fn fetch_add(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_sub(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_and(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_nand(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_or(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_xor(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<u64, u64> where F: crate::ops::FnMut(u64) -> crate::option::Option<u64> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u64) -> crate::option::Option<u64>) -> crate::result::Result<u64, u64> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u64) -> u64) -> u64 {}
			pub fn fetch_max(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn fetch_min(&self, val: u64, order: crate::sync::atomic::Ordering) -> u64 {}
			pub fn as_ptr(&self) -> *mut u64 {}
		}
		pub struct AtomicU8 {}
		impl crate::default::Default for crate::sync::atomic::AtomicU8 {}
		impl crate::sync::atomic::AtomicU8 {
			pub fn new(v: u8) -> crate::sync::atomic::AtomicU8 {}
			pub fn from_ptr<'a>(ptr: *mut u8) -> &'a crate::sync::atomic::AtomicU8 {}
			pub fn get_mut(&mut self) -> &mut u8 {}
			pub fn into_inner(self) -> u8 {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn store(&self, val: u8, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: u8, new: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn compare_exchange(&self, current: u8, new: u8, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u8, u8> {}
			pub fn compare_exchange_weak(&self, current: u8, new: u8, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<u8, u8> {}
			pub fn fetch_add(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_sub(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_and(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_nand(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_or(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_xor(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<u8, u8> where F: crate::ops::FnMut(u8) -> crate::option::Option<u8> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u8) -> crate::option::Option<u8>) -> crate::result::Result<u8, u8> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(u8) -> u8) -> u8 {}
			pub fn fetch_max(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn fetch_min(&self, val: u8, order: crate::sync::atomic::Ordering) -> u8 {}
			pub fn as_ptr(&self) -> *mut u8 {}
		}
		pub struct AtomicUsize {}
		impl crate::default::Default for crate::sync::atomic::AtomicUsize {}
		impl crate::sync::atomic::AtomicUsize {
			pub fn new(v: usize) -> crate::sync::atomic::AtomicUsize {}
			pub fn from_ptr<'a>(ptr: *mut usize) -> &'a crate::sync::atomic::AtomicUsize {}
			pub fn get_mut(&mut self) -> &mut usize {}
			pub fn into_inner(self) -> usize {}
			pub fn load(&self, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn store(&self, val: usize, order: crate::sync::atomic::Ordering) {}
			pub fn swap(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			#[deprecated(since = "1.50.0", note = "Use compare_exchange or compare_exchange_weak instead")]
			pub fn compare_and_swap(&self, current: usize, new: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn compare_exchange(&self, current: usize, new: usize, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<usize, usize> {}
			pub fn compare_exchange_weak(&self, current: usize, new: usize, success: crate::sync::atomic::Ordering, failure: crate::sync::atomic::Ordering) -> crate::result::Result<usize, usize> {}
			pub fn fetch_add(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_sub(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_and(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_nand(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_or(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_xor(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_update<F>(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: F) -> crate::result::Result<usize, usize> where F: crate::ops::FnMut(usize) -> crate::option::Option<usize> {}
			pub fn try_update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(usize) -> crate::option::Option<usize>) -> crate::result::Result<usize, usize> {}
			pub fn update(&self, set_order: crate::sync::atomic::Ordering, fetch_order: crate::sync::atomic::Ordering, f: impl crate::ops::FnMut(usize) -> usize) -> usize {}
			pub fn fetch_max(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn fetch_min(&self, val: usize, order: crate::sync::atomic::Ordering) -> usize {}
			pub fn as_ptr(&self) -> *mut usize {}
		}
		pub enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst }
		impl crate::clone::Clone for crate::sync::atomic::Ordering {}
		pub fn compiler_fence(order: crate::sync::atomic::Ordering) {}
		pub fn fence(order: crate::sync::atomic::Ordering) {}
		#[deprecated(since = "1.51.0", note = "use hint::spin_loop instead")]
		pub fn spin_loop_hint() {}
	}
	pub mod mpsc {
		pub struct IntoIter<T> {}
		impl<T> crate::iter::Iterator for crate::sync::mpsc::IntoIter<T> {
			type Item = T;
		}
		pub struct Iter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::sync::mpsc::Iter<'a, T> {
			type Item = T;
		}
		pub struct Receiver<T> {}
		impl<'a, T> crate::iter::IntoIterator for &'a crate::sync::mpsc::Receiver<T> {
			type Item = T;
			type IntoIter = crate::sync::mpsc::Iter<'a, T>;
		}
		impl<T> crate::iter::IntoIterator for crate::sync::mpsc::Receiver<T> {
			type Item = T;
			type IntoIter = crate::sync::mpsc::IntoIter<T>;
		}
		impl<T> crate::sync::mpsc::Receiver<T> {
			pub fn try_recv(&self) -> crate::result::Result<T, crate::sync::mpsc::TryRecvError> {}
			pub fn recv(&self) -> crate::result::Result<T, crate::sync::mpsc::RecvError> {}
			pub fn recv_timeout(&self, timeout: crate::time::Duration) -> crate::result::Result<T, crate::sync::mpsc::RecvTimeoutError> {}
			pub fn iter(&self) -> crate::sync::mpsc::Iter<'_, T> {}
			pub fn try_iter(&self) -> crate::sync::mpsc::TryIter<'_, T> {}
		}
		pub struct RecvError;
		impl crate::clone::Clone for crate::sync::mpsc::RecvError {}
		impl crate::error::Error for crate::sync::mpsc::RecvError {}
		pub enum RecvTimeoutError { Timeout, Disconnected }
		impl crate::clone::Clone for crate::sync::mpsc::RecvTimeoutError {}
		impl crate::error::Error for crate::sync::mpsc::RecvTimeoutError {}
		pub struct SendError<T>(pub T);
		impl<T> crate::clone::Clone for crate::sync::mpsc::SendError<T> {}
		impl<T> crate::error::Error for crate::sync::mpsc::SendError<T> {}
		pub struct Sender<T> {}
		impl<T> crate::clone::Clone for crate::sync::mpsc::Sender<T> {}
		impl<T> crate::sync::mpsc::Sender<T> {
			pub fn send(&self, t: T) -> crate::result::Result<(), crate::sync::mpsc::SendError<T>> {}
		}
		pub struct SyncSender<T> {}
		impl<T> crate::clone::Clone for crate::sync::mpsc::SyncSender<T> {}
		impl<T> crate::sync::mpsc::SyncSender<T> {
			pub fn send(&self, t: T) -> crate::result::Result<(), crate::sync::mpsc::SendError<T>> {}
			pub fn try_send(&self, t: T) -> crate::result::Result<(), crate::sync::mpsc::TrySendError<T>> {}
		}
		pub struct TryIter<'a, T> {}
		impl<'a, T> crate::iter::Iterator for crate::sync::mpsc::TryIter<'a, T> {
			type Item = T;
		}
		pub enum TryRecvError { Empty, Disconnected }
		impl crate::clone::Clone for crate::sync::mpsc::TryRecvError {}
		impl crate::error::Error for crate::sync::mpsc::TryRecvError {}
		pub enum TrySendError<T> { Full(T), Disconnected(T) }
		impl<T> crate::clone::Clone for crate::sync::mpsc::TrySendError<T> {}
		impl<T> crate::error::Error for crate::sync::mpsc::TrySendError<T> {}
		pub fn channel<T>() -> (crate::sync::mpsc::Sender<T>, crate::sync::mpsc::Receiver<T>) {}
		pub fn sync_channel<T>(bound: usize) -> (crate::sync::mpsc::SyncSender<T>, crate::sync::mpsc::Receiver<T>) {}
	}
}
pub mod task {
	pub struct Context<'a> {}
	impl<'a> crate::task::Context<'a> {
		pub fn from_waker(waker: &'a crate::task::Waker) -> crate::task::Context<'a> {}
		pub fn waker(&self) -> &'a crate::task::Waker {}
	}
	pub enum Poll<T> { Ready(T), Pending }
	impl<T, E> crate::task::Poll<crate::option::Option<crate::result::Result<T, E>>> {
		pub fn map_ok<U, F>(self, f: F) -> crate::task::Poll<crate::option::Option<crate::result::Result<U, E>>> where F: crate::ops::FnOnce(T) -> U {}
		pub fn map_err<U, F>(self, f: F) -> crate::task::Poll<crate::option::Option<crate::result::Result<T, U>>> where F: crate::ops::FnOnce(E) -> U {}
	}
	impl<T, E> crate::task::Poll<crate::result::Result<T, E>> {
		pub fn map_ok<U, F>(self, f: F) -> crate::task::Poll<crate::result::Result<U, E>> where F: crate::ops::FnOnce(T) -> U {}
		pub fn map_err<U, F>(self, f: F) -> crate::task::Poll<crate::result::Result<T, U>> where F: crate::ops::FnOnce(E) -> U {}
	}
	impl<T> crate::clone::Clone for crate::task::Poll<T> {}
	impl<T> crate::task::Poll<T> {
		pub fn map<U, F>(self, f: F) -> crate::task::Poll<U> where F: crate::ops::FnOnce(T) -> U {}
		pub fn is_ready(&self) -> bool {}
		pub fn is_pending(&self) -> bool {}
	}
	pub struct RawWaker {}
	impl crate::task::RawWaker {
		pub fn new(data: *const (), vtable: &'static crate::task::RawWakerVTable) -> crate::task::RawWaker {}
	}
	pub struct RawWakerVTable {}
	impl crate::clone::Clone for crate::task::RawWakerVTable {}
	impl crate::task::RawWakerVTable {
		pub fn new(clone: unsafe fn(*const ()) -> crate::task::RawWaker, wake: unsafe fn(*const ()), wake_by_ref: unsafe fn(*const ()), drop: unsafe fn(*const ())) -> crate::task::RawWakerVTable {}
	}
	pub trait Wake {
		fn wake(self: crate::sync::Arc<Self>);
		fn wake_by_ref(self: &crate::sync::Arc<Self>);
	}
	pub struct Waker {}
	impl crate::clone::Clone for crate::task::Waker {}
	impl crate::task::Waker {
		pub fn wake(self) {}
		pub fn wake_by_ref(&self) {}
		pub fn will_wake(&self, other: &crate::task::Waker) -> bool {}
		pub fn new(data: *const (), vtable: &'static crate::task::RawWakerVTable) -> crate::task::Waker {}
		pub fn from_raw(waker: crate::task::RawWaker) -> crate::task::Waker {}
		pub fn noop() -> &'static crate::task::Waker {}
		pub fn data(&self) -> *const () {}
		pub fn vtable(&self) -> &'static crate::task::RawWakerVTable {}
	}
	pub macro ready() {}
}
pub mod thread {
	pub struct AccessError;
	impl crate::clone::Clone for crate::thread::AccessError {}
	impl crate::error::Error for crate::thread::AccessError {}
	pub struct Builder {}
	impl crate::thread::Builder {
		pub fn new() -> crate::thread::Builder {}
		pub fn name(self, name: crate::string::String) -> crate::thread::Builder {}
		pub fn stack_size(self, size: usize) -> crate::thread::Builder {}
		pub fn spawn<F, T>(self, f: F) -> crate::io::Result<crate::thread::JoinHandle<T>> where F: crate::ops::FnOnce() -> T {}
		pub fn spawn_unchecked<F, T>(self, f: F) -> crate::io::Result<crate::thread::JoinHandle<T>> where F: crate::ops::FnOnce() -> T {}
		pub fn spawn_scoped<'scope, 'env, F, T>(self, scope: &'scope crate::thread::Scope<'scope, 'env>, f: F) -> crate::io::Result<crate::thread::ScopedJoinHandle<'scope, T>> where F: crate::ops::FnOnce() -> T {}
	}
	pub struct JoinHandle<T>();
	impl<T> crate::os::unix::thread::JoinHandleExt for crate::thread::JoinHandle<T> {}
	impl<T> crate::os::windows::io::AsHandle for crate::thread::JoinHandle<T> {}
	impl<T> crate::os::windows::io::AsRawHandle for crate::thread::JoinHandle<T> {}
	impl<T> crate::os::windows::io::IntoRawHandle for crate::thread::JoinHandle<T> {}
	impl<T> crate::thread::JoinHandle<T> {
		pub fn thread(&self) -> &crate::thread::Thread {}
		pub fn join(self) -> crate::thread::Result<T> {}
		pub fn is_finished(&self) -> bool {}
	}
	pub struct LocalKey<T> {}
	impl<T> crate::thread::LocalKey<T> {
		pub fn with<F, R>(&'static self, f: F) -> R where F: crate::ops::FnOnce(&T) -> R {}
		pub fn try_with<F, R>(&'static self, f: F) -> crate::result::Result<R, crate::thread::AccessError> where F: crate::ops::FnOnce(&T) -> R {}
	}
	impl<T> crate::thread::LocalKey<crate::cell::Cell<T>> {
		pub fn set(&'static self, value: T) {}
		pub fn get(&'static self) -> T {}
		pub fn take(&'static self) -> T {}
		pub fn replace(&'static self, value: T) -> T {}
	}
	impl<T> crate::thread::LocalKey<crate::cell::RefCell<T>> {
		pub fn with_borrow<F, R>(&'static self, f: F) -> R where F: crate::ops::FnOnce(&T) -> R {}
		pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R where F: crate::ops::FnOnce(&mut T) -> R {}
		pub fn set(&'static self, value: T) {}
		pub fn take(&'static self) -> T {}
		pub fn replace(&'static self, value: T) -> T {}
	}
	pub type Result<T> = crate::result::Result<T, crate::boxed::Box<dyn crate::any::Any + crate::marker::Send + 'static>>;
	pub struct Scope<'scope, 'env> {}
	impl<'scope, 'env> crate::thread::Scope<'scope, 'env> {
		pub fn spawn<F, T>(&'scope self, f: F) -> crate::thread::ScopedJoinHandle<'scope, T> where F: crate::ops::FnOnce() -> T {}
	}
	pub struct ScopedJoinHandle<'scope, T>();
	impl<'scope, T> crate::thread::ScopedJoinHandle<'scope, T> {
		pub fn thread(&self) -> &crate::thread::Thread {}
		pub fn join(self) -> crate::thread::Result<T> {}
		pub fn is_finished(&self) -> bool {}
	}
	pub struct Thread {}
	impl crate::clone::Clone for crate::thread::Thread {}
	impl crate::thread::Thread {
		pub fn unpark(&self) {}
		pub fn id(&self) -> crate::thread::ThreadId {}
		pub fn name(&self) -> crate::option::Option<&str> {}
	}
	pub struct ThreadId();
	impl crate::clone::Clone for crate::thread::ThreadId {}
	pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>> {}
	pub fn current() -> crate::thread::Thread {}
	pub fn panicking() -> bool {}
	pub fn park() {}
	pub fn park_timeout(dur: crate::time::Duration) {}
	#[deprecated(since = "1.6.0", note = "replaced by std::thread::park_timeout")]
	pub fn park_timeout_ms(ms: u32) {}
	pub fn scope<'env, F, T>(f: F) -> T where F: for<'scope> crate::ops::FnOnce(&'scope crate::thread::Scope<'scope, 'env>) -> T {}
	pub fn sleep(dur: crate::time::Duration) {}
	#[deprecated(since = "1.6.0", note = "replaced by std::thread::sleep")]
	pub fn sleep_ms(ms: u32) {}
	pub fn spawn<F, T>(f: F) -> crate::thread::JoinHandle<T> where F: crate::ops::FnOnce() -> T {}
	pub fn yield_now() {}
}
pub mod time {
	pub struct Duration {}
	impl crate::clone::Clone for crate::time::Duration {}
	impl crate::default::Default for crate::time::Duration {}
	impl crate::time::Duration {
		pub const ZERO: crate::time::Duration = ();
		pub const MAX: crate::time::Duration = ();
		pub fn new(secs: u64, nanos: u32) -> crate::time::Duration {}
		pub fn from_secs(secs: u64) -> crate::time::Duration {}
		pub fn from_millis(millis: u64) -> crate::time::Duration {}
		pub fn from_micros(micros: u64) -> crate::time::Duration {}
		pub fn from_nanos(nanos: u64) -> crate::time::Duration {}
		pub fn from_nanos_u128(nanos: u128) -> crate::time::Duration {}
		pub fn from_hours(hours: u64) -> crate::time::Duration {}
		pub fn from_mins(mins: u64) -> crate::time::Duration {}
		pub fn is_zero(&self) -> bool {}
		pub fn as_secs(&self) -> u64 {}
		pub fn subsec_millis(&self) -> u32 {}
		pub fn subsec_micros(&self) -> u32 {}
		pub fn subsec_nanos(&self) -> u32 {}
		pub fn as_millis(&self) -> u128 {}
		pub fn as_micros(&self) -> u128 {}
		pub fn as_nanos(&self) -> u128 {}
		pub fn abs_diff(self, other: crate::time::Duration) -> crate::time::Duration {}
		pub fn checked_add(self, rhs: crate::time::Duration) -> crate::option::Option<crate::time::Duration> {}
		pub fn saturating_add(self, rhs: crate::time::Duration) -> crate::time::Duration {}
		pub fn checked_sub(self, rhs: crate::time::Duration) -> crate::option::Option<crate::time::Duration> {}
		pub fn saturating_sub(self, rhs: crate::time::Duration) -> crate::time::Duration {}
		pub fn checked_mul(self, rhs: u32) -> crate::option::Option<crate::time::Duration> {}
		pub fn saturating_mul(self, rhs: u32) -> crate::time::Duration {}
		pub fn checked_div(self, rhs: u32) -> crate::option::Option<crate::time::Duration> {}
		pub fn as_secs_f64(&self) -> f64 {}
		pub fn as_secs_f32(&self) -> f32 {}
		pub fn from_secs_f64(secs: f64) -> crate::time::Duration {}
		pub fn from_secs_f32(secs: f32) -> crate::time::Duration {}
		pub fn mul_f64(self, rhs: f64) -> crate::time::Duration {}
		pub fn mul_f32(self, rhs: f32) -> crate::time::Duration {}
		pub fn div_f64(self, rhs: f64) -> crate::time::Duration {}
		pub fn div_f32(self, rhs: f32) -> crate::time::Duration {}
		pub fn div_duration_f64(self, rhs: crate::time::Duration) -> f64 {}
		pub fn div_duration_f32(self, rhs: crate::time::Duration) -> f32 {}
		pub fn try_from_secs_f32(secs: f32) -> crate::result::Result<crate::time::Duration, crate::time::TryFromFloatSecsError> {}
		pub fn try_from_secs_f64(secs: f64) -> crate::result::Result<crate::time::Duration, crate::time::TryFromFloatSecsError> {}
	}
	pub struct Instant();
	impl crate::clone::Clone for crate::time::Instant {}
	impl crate::time::Instant {
		pub fn now() -> crate::time::Instant {}
		pub fn duration_since(&self, earlier: crate::time::Instant) -> crate::time::Duration {}
		pub fn checked_duration_since(&self, earlier: crate::time::Instant) -> crate::option::Option<crate::time::Duration> {}
		pub fn saturating_duration_since(&self, earlier: crate::time::Instant) -> crate::time::Duration {}
		pub fn elapsed(&self) -> crate::time::Duration {}
		pub fn checked_add(&self, duration: crate::time::Duration) -> crate::option::Option<crate::time::Instant> {}
		pub fn checked_sub(&self, duration: crate::time::Duration) -> crate::option::Option<crate::time::Instant> {}
	}
	pub struct SystemTime();
	impl crate::clone::Clone for crate::time::SystemTime {}
	impl crate::time::SystemTime {
		pub const UNIX_EPOCH: crate::time::SystemTime = ();
		pub fn now() -> crate::time::SystemTime {}
		pub fn duration_since(&self, earlier: crate::time::SystemTime) -> crate::result::Result<crate::time::Duration, crate::time::SystemTimeError> {}
		pub fn elapsed(&self) -> crate::result::Result<crate::time::Duration, crate::time::SystemTimeError> {}
		pub fn checked_add(&self, duration: crate::time::Duration) -> crate::option::Option<crate::time::SystemTime> {}
		pub fn checked_sub(&self, duration: crate::time::Duration) -> crate::option::Option<crate::time::SystemTime> {}
	}
	pub struct SystemTimeError();
	impl crate::clone::Clone for crate::time::SystemTimeError {}
	impl crate::error::Error for crate::time::SystemTimeError {}
	impl crate::time::SystemTimeError {
		pub fn duration(&self) -> crate::time::Duration {}
	}
	pub struct TryFromFloatSecsError {}
	impl crate::clone::Clone for crate::time::TryFromFloatSecsError {}
	impl crate::error::Error for crate::time::TryFromFloatSecsError {}
	pub const UNIX_EPOCH: crate::time::SystemTime = ();
}
pub mod u128 {
	pub const MAX: u128 = ();
	pub const MIN: u128 = ();
}
pub mod u16 {
	pub const MAX: u16 = ();
	pub const MIN: u16 = ();
}
pub mod u32 {
	pub const MAX: u32 = ();
	pub const MIN: u32 = ();
}
pub mod u64 {
	pub const MAX: u64 = ();
	pub const MIN: u64 = ();
}
pub mod u8 {
	pub const MAX: u8 = ();
	pub const MIN: u8 = ();
}
pub mod usize {
	pub const MAX: usize = ();
	pub const MIN: usize = ();
}
pub mod vec {
	pub struct Drain<'a, T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::vec::Drain<'a, T, A> {
		pub fn as_slice(&self) -> &[T] {}
	}
	impl<T, A> crate::iter::DoubleEndedIterator for crate::vec::Drain<'_, T, A> {}
	impl<T, A> crate::iter::Iterator for crate::vec::Drain<'_, T, A> {
		type Item = T;
	}
	pub struct ExtractIf<'a, T, F, A = crate::alloc::Global> {}
	impl<T, F, A> crate::iter::Iterator for crate::vec::ExtractIf<'_, T, F, A> where F: crate::ops::FnMut(&mut T) -> bool {
		type Item = T;
	}
	pub struct IntoIter<T, A = crate::alloc::Global> {}
	impl<T, A> crate::clone::Clone for crate::vec::IntoIter<T, A> {}
	impl<T, A> crate::default::Default for crate::vec::IntoIter<T, A> {}
	impl<T, A> crate::iter::DoubleEndedIterator for crate::vec::IntoIter<T, A> {}
	impl<T, A> crate::iter::Iterator for crate::vec::IntoIter<T, A> {
		type Item = T;
	}
	impl<T, A> crate::vec::IntoIter<T, A> {
		pub fn as_slice(&self) -> &[T] {}
		pub fn as_mut_slice(&mut self) -> &mut [T] {}
	}
	pub struct Splice<'a, I, A = crate::alloc::Global> where I: crate::iter::Iterator {}
	impl<I, A> crate::iter::DoubleEndedIterator for crate::vec::Splice<'_, I, A> where I: crate::iter::Iterator {}
	impl<I, A> crate::iter::Iterator for crate::vec::Splice<'_, I, A> where I: crate::iter::Iterator {
		type Item = <I as crate::iter::Iterator>::Item;
	}
	pub struct Vec<T, A = crate::alloc::Global> {}
	impl<'a, T, A> crate::iter::IntoIterator for &'a crate::vec::Vec<T, A> {
		type Item = &'a T;
		type IntoIter = crate::slice::Iter<'a, T>;
	}
	impl<'a, T, A> crate::iter::IntoIterator for &'a mut crate::vec::Vec<T, A> {
		type Item = &'a mut T;
		type IntoIter = crate::slice::IterMut<'a, T>;
	}
	impl<A> crate::io::Write for crate::vec::Vec<u8, A> {}
	impl<T, A, const N: usize> crate::vec::Vec<[T; N], A> {
		pub fn into_flattened(self) -> crate::vec::Vec<T, A> {}
	}
	impl<T, A> crate::clone::Clone for crate::vec::Vec<T, A> {}
	impl<T, A> crate::iter::IntoIterator for crate::vec::Vec<T, A> {
		type Item = T;
		type IntoIter = crate::vec::IntoIter<T, A>;
	}
	impl<T, A> crate::ops::Deref for crate::vec::Vec<T, A> {
		type Target = [T];
	}
	impl<T, A> crate::vec::Vec<T, A> {
		pub fn push(&mut self, value: T) {}
		pub fn push_mut(&mut self, value: T) -> &mut T {}
		pub fn capacity(&self) -> usize {}
		pub fn reserve(&mut self, additional: usize) {}
		pub fn reserve_exact(&mut self, additional: usize) {}
		pub fn try_reserve(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn try_reserve_exact(&mut self, additional: usize) -> crate::result::Result<(), crate::collections::TryReserveError> {}
		pub fn shrink_to_fit(&mut self) {}
		pub fn shrink_to(&mut self, min_capacity: usize) {}
		pub fn into_boxed_slice(self) -> crate::boxed::Box<[T], A> {}
		pub fn truncate(&mut self, len: usize) {}
		pub fn as_slice(&self) -> &[T] {}
		pub fn as_mut_slice(&mut self) -> &mut [T] {}
		pub fn as_ptr(&self) -> *const T {}
		pub fn as_mut_ptr(&mut self) -> *mut T {}
		pub fn set_len(&mut self, new_len: usize) {}
		pub fn swap_remove(&mut self, index: usize) -> T {}
		pub fn insert(&mut self, index: usize, element: T) {}
		pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T {}
		pub fn remove(&mut self, index: usize) -> T {}
		pub fn retain<F>(&mut self, f: F) where F: crate::ops::FnMut(&T) -> bool {}
		pub fn retain_mut<F>(&mut self, f: F) where F: crate::ops::FnMut(&mut T) -> bool {}
		pub fn dedup_by_key<F, K>(&mut self, key: F) where F: crate::ops::FnMut(&mut T) -> K {}
		pub fn dedup_by<F>(&mut self, same_bucket: F) where F: crate::ops::FnMut(&mut T, &mut T) -> bool {}
		pub fn pop(&mut self) -> crate::option::Option<T> {}
		pub fn pop_if(&mut self, predicate: impl crate::ops::FnOnce(&mut T) -> bool) -> crate::option::Option<T> {}
		pub fn append(&mut self, other: &mut crate::vec::Vec<T, A>) {}
		pub fn drain<R>(&mut self, range: R) -> crate::vec::Drain<'_, T, A> {}
		pub fn clear(&mut self) {}
		pub fn len(&self) -> usize {}
		pub fn is_empty(&self) -> bool {}
		pub fn split_off(&mut self, at: usize) -> crate::vec::Vec<T, A> {}
		pub fn resize_with<F>(&mut self, new_len: usize, f: F) where F: crate::ops::FnMut() -> T {}
		pub fn leak<'a>(self) -> &'a mut [T] {}
		pub fn spare_capacity_mut(&mut self) -> &mut [crate::mem::MaybeUninit<T>] {}
		pub fn resize(&mut self, new_len: usize, value: T) {}
		pub fn extend_from_slice(&mut self, other: &[T]) {}
		pub fn extend_from_within<R>(&mut self, src: R) {}
		pub fn dedup(&mut self) {}
		pub fn splice<R, I>(&mut self, range: R, replace_with: I) -> crate::vec::Splice<'_, <I as crate::iter::IntoIterator>::IntoIter, A> where I: crate::iter::IntoIterator<Item = T> {}
		pub fn extract_if<F, R>(&mut self, range: R, filter: F) -> crate::vec::ExtractIf<'_, T, F, A> where F: crate::ops::FnMut(&mut T) -> bool {}
	}
	impl<T, I, A> crate::ops::Index<I> for crate::vec::Vec<T, A> {
		type Output = <I as crate::slice::SliceIndex<[T]>>::Output;
	}
	impl<T> crate::default::Default for crate::vec::Vec<T> {}
	impl<T> crate::vec::Vec<T> {
		pub fn new() -> crate::vec::Vec<T> {}
		pub fn with_capacity(capacity: usize) -> crate::vec::Vec<T> {}
		pub fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> crate::vec::Vec<T> {}
		pub fn into_raw_parts(self) -> (*mut T, usize, usize) {}
	}
}
