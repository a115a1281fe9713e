/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-pinyin.h"

#include <string.h>
#include <unicode/utrans.h>

/* What is typed is rarely longer; a longer word is found by its beginning. */
#define INITIALS_MAX 8
#define LETTERS_MAX 24
/* Names are cut after so many characters. */
#define SYLLABLES_MAX 80
#define SYLLABLE_BYTES 12

/* A character as it sounds: “hui”; a Latin letter or digit stands for itself. */
typedef struct
{
  char letters[SYLLABLE_BYTES];
  gboolean is_latin;
} Syllable;

/* Words of the field in which the library of sounds takes a character for another one, and
 * characters that nearly always sound otherwise here.  The longest come first where one begins
 * another. */
static const struct
{
  const char *word;
  const char *sounds;
} overrides[] = {
  { "都江堰", "du jiang yan" },
  { "会计", "kuai ji" },
  { "财会", "cai kuai" },
  { "银行", "yin hang" },
  { "行业", "hang ye" },
  { "行长", "hang zhang" },
  { "分行", "fen hang" },
  { "支行", "zhi hang" },
  { "总行", "zong hang" },
  { "农行", "nong hang" },
  { "长春", "chang chun" },
  { "长沙", "chang sha" },
  { "长治", "chang zhi" },
  { "长江", "chang jiang" },
  { "长期", "chang qi" },
  { "长效", "chang xiao" },
  { "长远", "chang yuan" },
  { "长度", "chang du" },
  { "延长", "yan chang" },
  { "调整", "tiao zheng" },
  { "调解", "tiao jie" },
  { "调节", "tiao jie" },
  { "调控", "tiao kong" },
  { "调剂", "tiao ji" },
  { "调增", "tiao zeng" },
  { "调减", "tiao jian" },
  { "协调", "xie tiao" },
  { "空调", "kong tiao" },
  { "调研", "diao yan" },
  { "重庆", "chong qing" },
  { "重复", "chong fu" },
  { "重建", "chong jian" },
  { "重新", "chong xin" },
  { "厦门", "xia men" },
  { "音乐", "yin yue" },
  { "乐器", "yue qi" },
  { "乐清", "yue qing" },
  { "首都", "shou du" },
  { "成都", "cheng du" },
  { "都市", "du shi" },
  { "西藏", "xi zang" },
  { "单县", "shan xian" },
  { "差旅", "chai lv" },
  { "出差", "chu chai" },
  { "校对", "jiao dui" },
  { "供给", "gong ji" },
  { "给予", "ji yu" },
  { "补给", "bu ji" },
  { "了解", "liao jie" },
  { "弹性", "tan xing" },
  { "没收", "mo shou" },
  { "六安", "lu an" },
  { "蚌埠", "beng bu" },
  { "番禺", "pan yu" },
  { "尉犁", "yu li" },
  { "黄陂", "huang pi" },
  { "涡阳", "guo yang" },
  { "会稽", "kuai ji" },
  { "地", "di" },
  { "什", "shi" },
};

static GMutex lock;
static UTransliterator *transliterator; /* guarded by lock; opening takes a tenth of a second */
static GHashTable *sounds;              /* guarded by lock; character -> letters */

static gboolean
open_transliterator (void)
{
  static const UChar id[] = { 'H', 'a', 'n', '-', 'L', 'a', 't', 'i', 'n', 0 };
  UErrorCode code = U_ZERO_ERROR;

  if (transliterator == NULL)
    transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
  return transliterator != NULL;
}

/* “lǜ” → “lv”, which is how it is typed. */
static void
strip_tones (const UChar *text, int32_t length, char *out_letters)
{
  g_autofree char *latin = g_utf16_to_utf8 ((const gunichar2 *) text, length, NULL, NULL, NULL);
  g_autofree char *split
      = latin != NULL ? g_utf8_normalize (latin, -1, G_NORMALIZE_ALL) : g_strdup ("");
  gsize n = 0;

  for (const char *p = split; *p != '\0' && n + 1 < SYLLABLE_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x308 && n > 0 && out_letters[n - 1] == 'u')
        out_letters[n - 1] = 'v';
      else if (c < 0x80 && g_ascii_isalpha ((char) c))
        out_letters[n++] = g_ascii_tolower ((char) c);
    }
  out_letters[n] = '\0';
}

/* (transfer none): "" for what has no sound */
static const char *
sound_of (gunichar c)
{
  char *letters = g_hash_table_lookup (sounds, GUINT_TO_POINTER (c));
  UChar text[64] = { 0 };
  int32_t length = c < 0x10000 ? 1 : 2;
  int32_t limit = length;
  UErrorCode code = U_ZERO_ERROR;

  if (letters != NULL)
    return letters;
  letters = g_new0 (char, SYLLABLE_BYTES);
  g_hash_table_insert (sounds, GUINT_TO_POINTER (c), letters);
  text[0] = (UChar) (c < 0x10000 ? c : 0xd7c0 + (c >> 10));
  text[1] = (UChar) (c < 0x10000 ? 0 : 0xdc00 + (c & 0x3ff));
  utrans_transUChars (transliterator, text, &length, G_N_ELEMENTS (text), 0, &limit, &code);
  if (U_SUCCESS (code))
    strip_tones (text, length, letters);
  return letters;
}

/* How many bytes of @text an override covers, 0 for none; its sounds are added. */
static gsize
read_override (const char *text, GArray *syllables)
{
  for (gsize i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      g_auto (GStrv) parts = NULL;

      if (!g_str_has_prefix (text, overrides[i].word))
        continue;
      parts = g_strsplit (overrides[i].sounds, " ", -1);
      for (gsize j = 0; parts[j] != NULL; j++)
        {
          Syllable syllable = { 0 };

          g_strlcpy (syllable.letters, parts[j], sizeof syllable.letters);
          g_array_append_val (syllables, syllable);
        }
      return strlen (overrides[i].word);
    }
  return 0;
}

/* What is neither a letter, a digit nor Chinese is passed over: nobody types a quotation mark. */
static void
read_character (gunichar c, GArray *syllables)
{
  Syllable syllable = { .is_latin = c < 0x80 && g_ascii_isalnum ((char) c) };

  if (syllable.is_latin)
    syllable.letters[0] = g_ascii_tolower ((char) c);
  else if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN)
    g_strlcpy (syllable.letters, sound_of (c), sizeof syllable.letters);
  if (*syllable.letters != '\0')
    g_array_append_val (syllables, syllable);
}

static GArray *
read_syllables (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  GArray *syllables = g_array_new (FALSE, FALSE, sizeof (Syllable));
  const char *p = normal;

  g_mutex_lock (&lock);
  if (sounds == NULL)
    sounds = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  while (*p != '\0' && syllables->len < SYLLABLES_MAX && open_transliterator ())
    {
      gsize covered = read_override (p, syllables);

      if (covered == 0)
        read_character (g_utf8_get_char (p), syllables);
      p = covered > 0 ? p + covered : g_utf8_next_char (p);
    }
  g_mutex_unlock (&lock);
  return syllables;
}

/**
 * zp_pinyin_spell:
 * @text: a text
 *
 * Returns: (transfer full): how its Chinese sounds, a syllable for each character, for example
 *   “kuai ji fei”; without tones, ü is v
 */
char *
zp_pinyin_spell (const char *text)
{
  g_autoptr (GArray) syllables = read_syllables (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < syllables->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            g_array_index (syllables, Syllable, i).letters);
  return g_string_free (out, FALSE);
}

/**
 * zp_pinyin_append_beginnings:
 * @out: where to add
 * @text: (nullable): a name
 *
 * Adds what can be typed to find the name from each of its characters on, as words set apart by
 * spaces: the initials and the whole syllables.  The beginning of such a word is a part of the
 * name.
 */
void
zp_pinyin_append_beginnings (GString *out, const char *text)
{
  g_autoptr (GArray) syllables = read_syllables (text != NULL ? text : "");

  for (guint i = 0; i < syllables->len; i++)
    {
      gsize start = out->len;

      if (g_array_index (syllables, Syllable, i).is_latin)
        continue;
      for (guint j = i; j < syllables->len && j < i + INITIALS_MAX; j++)
        g_string_append_c (out, g_array_index (syllables, Syllable, j).letters[0]);
      g_string_append_c (out, ' ');
      start = out->len;
      for (guint j = i; j < syllables->len && out->len - start < LETTERS_MAX; j++)
        g_string_append (out, g_array_index (syllables, Syllable, j).letters);
      g_string_truncate (out, MIN (out->len, start + LETTERS_MAX));
      g_string_append_c (out, ' ');
    }
}
