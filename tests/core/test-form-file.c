/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HEAD "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mof-2020\""

static ZpForm *
read_bytes (const void *data, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return zp_form_read (bytes, fixture_catalog (), error);
}

/* --- what is refused --- */

typedef struct
{
  const char *name;
  const char *text;
  gssize length; /* -1: up to the zero byte */
  ZpError code;
  const char *message; /* a part of it */
} Refused;

static const Refused refused[] = {
  { "empty", "", 0, ZP_ERROR_FORMAT, "empty" },
  { "spaces", "  \n", -1, ZP_ERROR_FORMAT, "line 2" },
  { "binary", "\x89PNG\r\n\x1a\n\x00\x01", 10, ZP_ERROR_FORMAT, "UTF-8" },
  { "zero-byte", "{\"a\":\"b\0c\"}", 11, ZP_ERROR_FORMAT, "UTF-8" },
  { "cut-in-string", HEAD ",\"fields\":{\"year\":\"20", -1, ZP_ERROR_FORMAT, "cut off" },
  { "cut-in-object", HEAD ",\"fields\":{", -1, ZP_ERROR_FORMAT, "line 1" },
  { "array", "[1]", -1, ZP_ERROR_FORMAT, "object" },
  { "text-after", HEAD "} x", -1, ZP_ERROR_FORMAT, "after the end" },
  { "other-format", "{\"a\":1}", -1, ZP_ERROR_FORMAT, "format" },
  { "no-version", "{\"format\":\"ziping-form\",\"template\":\"mof-2020\"}", -1, ZP_ERROR_FORMAT,
    "version" },
  { "newer", "{\"format\":\"ziping-form\",\"version\":2,\"template\":\"mof-2020\"}", -1,
    ZP_ERROR_NEWER, "newer" },
  { "much-newer",
    "{\"format\":\"ziping-form\",\"version\":\"999999999999999999999\",\"template\":\"mof-2020\"}",
    -1, ZP_ERROR_NEWER, "newer" },
  { "odd-version", "{\"format\":\"ziping-form\",\"version\":\"x\",\"template\":\"mof-2020\"}", -1,
    ZP_ERROR_FORMAT, "version" },
  { "no-template", "{\"format\":\"ziping-form\",\"version\":1}", -1, ZP_ERROR_FORMAT, "template" },
  { "unknown-template", "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mars-2020\"}", -1,
    ZP_ERROR_NOT_FOUND, "mars-2020" },
  { "unknown-profile", HEAD ",\"profile\":\"mars\"}", -1, ZP_ERROR_NOT_FOUND, "mars" },
  { "number-in-field", HEAD ",\"fields\":{\"year\":2020}}", -1, ZP_ERROR_FORMAT, "fields.year" },
  { "number-in-row", HEAD ",\"tables\":{\"indicators\":[{\"weight\":\"1\"},{\"weight\":12.5}]}}",
    -1, ZP_ERROR_FORMAT, "tables.indicators[2].weight" },
  { "number-in-ticks", HEAD ",\"fields\":{\"year\":[\"a\",1]}}", -1, ZP_ERROR_FORMAT,
    "fields.year[2]" },
  { "true", HEAD ",\"fields\":{\"year\":true}}", -1, ZP_ERROR_FORMAT, "fields.year" },
  { "object", HEAD ",\"fields\":{\"year\":{}}}", -1, ZP_ERROR_FORMAT, "fields.year" },
  { "duplicate", HEAD ",\"fields\":{\"year\":\"1\",\"year\":\"2\"}}", -1, ZP_ERROR_FORMAT,
    "twice" },
  { "duplicate-escaped", HEAD ",\"fields\":{\"year\":\"1\",\"\\u0079ear\":\"2\"}}", -1,
    ZP_ERROR_FORMAT, "twice" },
  { "fields-list", HEAD ",\"fields\":[]}", -1, ZP_ERROR_FORMAT, "fields" },
  { "table-object", HEAD ",\"tables\":{\"indicators\":{}}}", -1, ZP_ERROR_FORMAT,
    "tables.indicators" },
  { "row-text", HEAD ",\"tables\":{\"indicators\":[\"x\"]}}", -1, ZP_ERROR_FORMAT,
    "tables.indicators[1]" },
  { "row-id", HEAD ",\"tables\":{\"indicators\":[{\"id\":\"a/b\"}]}}", -1, ZP_ERROR_FORMAT,
    "tables.indicators[1].id" },
  { "row-id-empty", HEAD ",\"tables\":{\"indicators\":[{\"id\":\"\"}]}}", -1, ZP_ERROR_FORMAT,
    "tables.indicators[1].id" },
  { "row-id-long",
    HEAD ",\"tables\":{\"indicators\":[{\"id\":\"123456789012345678901234567890123\"}]}}", -1,
    ZP_ERROR_FORMAT, "tables.indicators[1].id" },
  { "row-twice", HEAD ",\"tables\":{\"indicators\":[{\"id\":\"a\"},{\"id\":\"a\"}]}}", -1,
    ZP_ERROR_FORMAT, "twice" },
  { "bad-id", HEAD ",\"id\":\"../../x\"}", -1, ZP_ERROR_FORMAT, "id" },
  { "bad-revision", HEAD ",\"revision\":\"-1\"}", -1, ZP_ERROR_FORMAT, "revision" },
  { "printed-number", HEAD ",\"printed\":{\"total/score\":90}}", -1, ZP_ERROR_FORMAT,
    "printed.total/score" },
  { "huge-number", HEAD ",\"extra\":1e400}", -1, ZP_ERROR_FORMAT, "line 1" },
  { "huge-integer", HEAD ",\"extra\":123456789012345678901234567890}", -1, ZP_ERROR_FORMAT,
    "line 1" },
  { "not-json", HEAD ",\"extra\":1x}", -1, ZP_ERROR_FORMAT, "line 1" },
  { "control", HEAD ",\"fields\":{\"year\":\"a\nb\"}}", -1, ZP_ERROR_FORMAT, "control" },
};

static void
test_refused (gconstpointer data)
{
  const Refused *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form
      = read_bytes (c->text, c->length < 0 ? strlen (c->text) : (gsize) c->length, &error);

  g_assert_null (form);
  g_assert_error (error, ZP_ERROR, (int) c->code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, c->message));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_too_large (void)
{
  gsize length = 9 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  memcpy (text, "{", 1);
  g_assert_null (read_bytes (text, length, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE);
}

static void
test_deep (gconstpointer data)
{
  const char *open = data;
  g_autoptr (GString) text = g_string_new (HEAD ",\"x\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, open);
  g_assert_null (read_bytes (text->str, text->len, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE);
}

static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new (HEAD ",\"tables\":{\"indicators\":[{}");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}}");
  g_assert_null (read_bytes (text->str, text->len, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE);
}

/* A form that is cut anywhere is refused with a reason, never read in part. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = fixture_read_golden ("01-fanghuiju");
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize n = 0; n < length - 1; n += 7)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZpForm) form = read_bytes (data, n, &error);

      g_assert_null (form);
      g_assert_nonnull (error);
      g_assert_true (error->domain == ZP_ERROR);
    }
}

/* --- what is kept --- */

static const char *const odd_values[] = {
  "abc",
  "-5",
  "1e400",
  "123456789012345678901234567890",
  "0.1234567",
  "１２．５",
  "1,234.50",
  "=1+1",
  "—",
  "\t 5 ",
  "\xf0\x9f\x92\xb0",
  "NaN",
  "Infinity",
};

static void
test_odd_value (gconstpointer data)
{
  const char *value = data;
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *literal = json_to_string (node, FALSE);
  g_autofree char *text = g_strdup_printf (
      HEAD
      ",\"fields\":{\"year\":%s},\"tables\":{\"funding\":[{\"row\":\"total\",\"budget\":%s,"
      "\"executed\":%s}],\"indicators\":[{\"target\":%s,\"actual\":%s,\"weight\":%s,\"score\":%s}]}}",
      literal, literal, literal, literal, literal, literal, literal);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = read_bytes (text, strlen (text), &error);
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (ZpForm) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get (form, "funding/total/budget"), ==, value);
  g_assert_cmpstr (zp_form_get (form, "indicators/r1/weight"), ==, value);
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  g_assert_cmpuint (findings->len, >, 0);
  written = zp_form_write (form);
  again = zp_form_read (written, fixture_catalog (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get (again, "funding/total/executed"), ==, value);
}

static void
test_unknown_keys (void)
{
  g_autoptr (ZpForm) form = fixture_load (
      HEAD
      ",\"id\":\"0b0e6a1e-58a9-4c5b-9d4a-1c0a8f3f2b11\",\"revision\":\"7\",\"fields\":{\"colour\":\"red\"},"
      "\"tables\":{\"indicators\":[{\"note\":\"n\",\"level3\":\"x\"}],\"extra\":[{\"a\":\"b\"}]},"
      "\"printed\":{\"total/score\":\"1\"},\"review\":{\"by\":[1,2.5,true,null]},\"later\":\"kept\"}");
  g_autoptr (GBytes) written = zp_form_write (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) again = zp_form_read (written, fixture_catalog (), &error);
  g_autoptr (GBytes) twice = NULL;
  gsize length;
  const char *text = g_bytes_get_data (written, &length);

  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_id (again), ==, "0b0e6a1e-58a9-4c5b-9d4a-1c0a8f3f2b11");
  g_assert_cmpint (zp_form_get_revision (again), ==, 7);
  g_assert_cmpstr (zp_form_get_field (again, "colour"), ==, "red");
  g_assert_cmpstr (zp_form_get (again, "indicators/r1/note"), ==, "n");
  g_assert_cmpstr (zp_form_get (again, "extra/r1/a"), ==, "b");
  g_assert_cmpstr (zp_form_get_printed (again, "total/score"), ==, "1");
  g_assert_nonnull (g_strstr_len (text, length, "\"later\""));
  g_assert_nonnull (g_strstr_len (text, length, "2.5"));
  twice = zp_form_write (again);
  g_assert_true (g_bytes_equal (written, twice));
}

static void
test_row_ids (void)
{
  g_autoptr (ZpForm) form
      = fixture_load (HEAD ",\"tables\":{\"indicators\":[{\"id\":\"r2\",\"level3\":\"a\"},"
                           "{\"level3\":\"b\"},{\"level3\":\"c\"}]}}");

  g_assert_cmpstr (zp_form_get (form, "indicators/r2/level3"), ==, "a");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (form, "indicators", 1), "level3"), ==, "b");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 1)), !=, "r2");
  g_assert_cmpstr (zp_form_get (form, "indicators/r3/level3"), ==, "c");
}

static void
test_byte_order_mark (void)
{
  g_autoptr (ZpForm) form = fixture_load ("\xef\xbb\xbf" HEAD "}");

  g_assert_true (g_uuid_string_is_valid (zp_form_get_id (form)));
}

static void
test_by_hand (void)
{
  g_autoptr (ZpForm) form = fixture_load (
      HEAD ",\"tables\":{\"indicators\":["
           "{\"target\":\"=2个\",\"actual\":\"2个\",\"weight\":\"5\",\"score\":\"5.0\"},"
           "{\"target\":\"=2个\",\"actual\":\"2个\",\"weight\":\"5\",\"score\":\"4\"}]}}");
  g_autoptr (GBytes) written = zp_form_write (form);
  gsize length;
  const char *text = g_bytes_get_data (written, &length);
  const char *by_hand = g_strstr_len (text, length, "\"by_hand\"");

  g_assert_nonnull (by_hand);
  g_assert_null (strstr (by_hand + 1, "\"by_hand\""));
  g_assert_nonnull (g_strstr_len (text, length, "\"5.0\""));
}

/* --- round trip --- */

static void assert_members (JsonObject *expected, JsonObject *found, const char *where);

static void
assert_nodes (JsonNode *expected, JsonNode *found, const char *where)
{
  g_test_message ("%s", where);
  g_assert_nonnull (found);
  if (JSON_NODE_HOLDS_OBJECT (expected))
    assert_members (json_node_get_object (expected), json_node_get_object (found), where);
  else if (JSON_NODE_HOLDS_ARRAY (expected))
    {
      JsonArray *a = json_node_get_array (expected), *b = json_node_get_array (found);

      g_assert_cmpuint (json_array_get_length (a), ==, json_array_get_length (b));
      for (guint i = 0; i < json_array_get_length (a); i++)
        assert_nodes (json_array_get_element (a, i), json_array_get_element (b, i), where);
    }
  else
    g_assert_true (json_node_equal (expected, found));
}

static void
assert_members (JsonObject *expected, JsonObject *found, const char *where)
{
  g_autoptr (GList) keys = json_object_get_members (expected);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *place = g_strconcat (where, ".", l->data, NULL);

      assert_nodes (json_object_get_member (expected, l->data),
                    json_object_get_member (found, l->data), place);
    }
}

/* Everything that was in the file is in what is written, with the same texts. */
static void
test_round_trip (gconstpointer data)
{
  g_autoptr (GBytes) bytes = fixture_read_golden (data);
  g_autoptr (ZpForm) form = fixture_load_golden (data);
  g_autoptr (GBytes) written = zp_form_write (form);
  g_autoptr (GBytes) again = zp_form_write (form);
  g_autoptr (ZpForm) reread = NULL;
  g_autoptr (GBytes) rewritten = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *before_text
      = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *after_text
      = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));

  before = json_from_string (before_text, NULL);
  after = json_from_string (after_text, NULL);
  assert_nodes (before, after, "");
  g_assert_true (g_bytes_equal (written, again));
  reread = zp_form_read (written, fixture_catalog (), NULL);
  rewritten = zp_form_write (reread);
  g_assert_true (g_bytes_equal (written, rewritten));
}

static void
test_all_text (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autofree char *text = zp_form_get_all_text (form);

  g_assert_nonnull (strstr (text, "第一书记"));
  g_assert_nonnull (strstr (text, "社区居民满意度"));
  g_assert_nonnull (strstr (text, "11月底"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/form-file/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/form-file/refused/too-large", test_too_large);
  g_test_add_data_func ("/form-file/refused/deep-lists", "[", test_deep);
  g_test_add_data_func ("/form-file/refused/deep-objects", "{\"a\":", test_deep);
  g_test_add_func ("/form-file/refused/many-rows", test_many_rows);
  g_test_add_func ("/form-file/truncated", test_truncated);
  for (gsize i = 0; i < G_N_ELEMENTS (odd_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/form-file/odd-value/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, odd_values[i], test_odd_value);
    }
  g_test_add_func ("/form-file/unknown-keys", test_unknown_keys);
  g_test_add_func ("/form-file/row-ids", test_row_ids);
  g_test_add_func ("/form-file/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/form-file/by-hand", test_by_hand);
  for (gsize i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autofree char *path = g_strconcat ("/form-file/round-trip/", fixture_urumqi[i], NULL);

      g_test_add_data_func (path, fixture_urumqi[i], test_round_trip);
    }
  g_test_add_func ("/form-file/all-text", test_all_text);
  return g_test_run ();
}
