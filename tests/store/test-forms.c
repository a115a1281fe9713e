/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "zp-error.h"

static ZpStoreRecord *
make_full_record (void)
{
  ZpStoreRecord *record = make_record ("a", "公务用车", "内容");

  record->unit = g_strdup ("市医疗保障局本级");
  record->department = g_strdup ("市医疗保障局");
  record->state = ZP_FORM_STATE_RETURNED;
  record->rate = g_strdup ("54.99%");
  record->score = g_strdup ("83.9");
  record->review_score = g_strdup ("80");
  record->grade = g_strdup ("良");
  record->rate_micro = 54990000;
  record->score_micro = 83900000;
  record->budget_micro = -1;
  record->executed_micro = 0;
  record->errors = 3;
  record->warnings = 4;
  return record;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_full_record ();
  g_autoptr (ZpStoreRecord) loaded = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  zp_store_save (store, record, &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->revision, ==, 1);
  g_assert_cmpint (record->created, >, 0);
  loaded = zp_store_load (store, "a", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded->document, record->document));
  g_assert_cmpstr (loaded->project, ==, "公务用车");
  g_assert_cmpstr (loaded->unit, ==, "市医疗保障局本级");
  g_assert_cmpstr (loaded->department, ==, "市医疗保障局");
  g_assert_cmpstr (loaded->year, ==, "2020");
  g_assert_cmpstr (loaded->template_id, ==, "mof-2020");
  g_assert_cmpstr (loaded->profile_id, ==, "urumqi-2020");
  g_assert_cmpint (loaded->state, ==, ZP_FORM_STATE_RETURNED);
  g_assert_cmpstr (loaded->rate, ==, "54.99%");
  g_assert_cmpstr (loaded->score, ==, "83.9");
  g_assert_cmpstr (loaded->review_score, ==, "80");
  g_assert_cmpstr (loaded->grade, ==, "良");
  g_assert_cmpint (loaded->rate_micro, ==, 54990000);
  g_assert_cmpint (loaded->score_micro, ==, 83900000);
  g_assert_cmpint (loaded->review_micro, ==, G_MININT64);
  g_assert_cmpint (loaded->budget_micro, ==, -1);
  g_assert_cmpint (loaded->executed_micro, ==, 0);
  g_assert_cmpint (loaded->errors, ==, 3);
  g_assert_cmpint (loaded->warnings, ==, 4);
  g_assert_cmpint (loaded->created, ==, record->created);
  g_assert_cmpint (loaded->changed, ==, record->changed);
  list = zp_store_list (store, FALSE, &error);
  assert_ids (list, "a");
  g_assert_null (((ZpStoreRecord *) g_ptr_array_index (list, 0))->document);
}

static void
test_revisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (ZpStoreRecord) loaded = NULL;
  gint64 changed;
  gint64 generation;

  g_assert_true (zp_store_save (store, record, NULL));
  changed = record->changed;
  generation = zp_store_get_generation (store);

  /* The same document again: nothing happens. */
  g_assert_true (zp_store_save (store, record, NULL));
  g_assert_cmpint (record->revision, ==, 1);
  g_assert_cmpint (record->changed, ==, changed);
  g_assert_cmpint (zp_store_get_generation (store), ==, generation);

  /* The same document, but other findings: the list must show them. */
  record->errors = 7;
  g_assert_true (zp_store_save (store, record, NULL));
  g_assert_cmpint (record->revision, ==, 1);
  g_assert_cmpint (zp_store_get_generation (store), >, generation);
  loaded = zp_store_load (store, "a", NULL);
  g_assert_cmpint (loaded->errors, ==, 7);
  g_assert_cmpint (loaded->changed, ==, changed);

  set_document (record, "二");
  g_assert_true (zp_store_save (store, record, NULL));
  g_assert_cmpint (record->revision, ==, 2);
  g_assert_cmpint (record->changed, >, changed);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) window = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) command = fixture_open (fixture, ZP_STORE_COMMAND);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (ZpStoreRecord) stranger = make_record ("a", "甲", "别人的");
  g_autoptr (ZpStoreRecord) loaded = NULL;
  g_autoptr (ZpStoreRecord) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_store_save (window, record, NULL));
  loaded = zp_store_load (command, "a", NULL);
  set_document (loaded, "二");
  g_assert_true (zp_store_save (command, loaded, NULL));

  set_document (record, "三");
  g_assert_false (zp_store_save (window, record, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_assert_cmpint (record->revision, ==, 1);
  g_clear_error (&error);

  /* A form that was never loaded has no revision to refer to. */
  g_assert_false (zp_store_save (window, stranger, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_assert_cmpint (stranger->revision, ==, 0);

  kept = zp_store_load (window, "a", NULL);
  g_assert_true (g_bytes_equal (kept->document, loaded->document));
  g_assert_cmpint (kept->revision, ==, 2);
}

static void
test_save_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) first = make_record ("a", "甲", "一");
  g_autoptr (ZpStoreRecord) second = make_record ("b", "乙", "二");
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  save_record (store, "b", "乙", "早已存在");
  g_ptr_array_add (records, first);
  g_ptr_array_add (records, second);
  g_assert_false (zp_store_save_all (store, records, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_assert_cmpint (first->revision, ==, 0);
  list = zp_store_list (store, FALSE, NULL);
  assert_ids (list, "b");
}

typedef struct
{
  const char *name;
  const char *id;
  const char *document;
} BadCase;

static const BadCase bad_cases[] = {
  { "no-id", "", "{}" },
  { "long-id", "0123456789012345678901234567890123456789012345678901234567890123456789", "{}" },
  { "no-document", "a", NULL },
  { "empty-document", "a", "" },
  { "not-utf8", "a", "{ \"\xff\" }" },
};

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = zp_store_record_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  record->id = g_strdup (bad->id);
  if (bad->document != NULL)
    record->document = g_bytes_new_static (bad->document, strlen (bad->document));
  g_assert_false (zp_store_save (store, record, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  list = zp_store_list (store, FALSE, NULL);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_bin (Fixture *fixture, gconstpointer data)
{
  static const char *const both[] = { "a", "b", NULL };
  static const char *const first[] = { "a", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GPtrArray) empty_bin = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  save_record (store, "a", "甲项目", "一");
  save_record (store, "b", "乙项目", "二");
  g_assert_true (zp_store_delete (store, both, &error));
  bin = zp_store_list (store, TRUE, &error);
  g_assert_cmpuint (bin->len, ==, 2);
  found = zp_store_search (store, "项目", 10, &error);
  assert_ids (found, "");
  g_clear_pointer (&found, g_ptr_array_unref);

  g_assert_true (zp_store_restore (store, first, &error));
  found = zp_store_search (store, "项目", 10, &error);
  assert_ids (found, "a");
  g_assert_false (zp_store_erase (store, both, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (zp_store_erase (store, both + 1, &error));
  empty_bin = zp_store_list (store, TRUE, &error);
  assert_ids (empty_bin, "");
  list = zp_store_list (store, FALSE, &error);
  assert_ids (list, "a");
  g_assert_null (zp_store_load (store, "b", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  zp_store_check (store, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  ZpFormState state;
  gboolean may;
} DeleteCase;

static const DeleteCase delete_cases[] = {
  { "draft", ZP_FORM_STATE_DRAFT, TRUE },
  { "submitted", ZP_FORM_STATE_SUBMITTED, FALSE },
  { "returned", ZP_FORM_STATE_RETURNED, FALSE },
  { "approved", ZP_FORM_STATE_APPROVED, FALSE },
};

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "other", "a", NULL };
  const DeleteCase *delete_case = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GError) error = NULL;

  record->state = delete_case->state;
  g_assert_true (zp_store_save (store, record, &error));
  save_record (store, "other", "乙", "二");
  g_assert_cmpint (zp_store_delete (store, ids, &error), ==, delete_case->may);
  if (!delete_case->may)
    {
      g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
      assert_message (error, "甲");
    }
  bin = zp_store_list (store, TRUE, NULL);
  g_assert_cmpuint (bin->len, ==, delete_case->may ? 2 : 0);
}

static void
set_json (ZpStoreRecord *record, const char *json)
{
  g_clear_pointer (&record->document, g_bytes_unref);
  record->document = g_bytes_new (json, strlen (json));
}

/* A form that was handed in and withdrawn is a draft again; what happened to it is not forgotten.
 */
static void
test_erase_keeps_history (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", "b", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) handed_in = make_record ("a", "甲", "一");
  g_autofree char *history = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;

  set_json (handed_in, "{\"history\":[{\"what\":\"submit\"},{\"what\":\"withdraw\"}]}");
  g_assert_true (zp_store_save (store, handed_in, &error));
  save_record (store, "b", "乙", "二");
  g_assert_true (zp_store_delete (store, ids, &error));
  g_assert_true (zp_store_erase (store, ids, &error));
  g_assert_no_error (error);
  history = zp_store_get_erased_history (store, "a", &error);
  g_assert_cmpstr (history, ==, "[{\"what\":\"submit\"},{\"what\":\"withdraw\"}]");
  none = zp_store_get_erased_history (store, "b", &error);
  g_assert_null (none);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

static void
test_delete_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", "unknown", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GError) error = NULL;

  save_record (store, "a", "甲", "一");
  g_assert_false (zp_store_delete (store, ids, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  bin = zp_store_list (store, TRUE, NULL);
  g_assert_cmpuint (bin->len, ==, 0);
}

/* Somebody goes on typing in a form that was deleted elsewhere. */
static void
test_save_deleted (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_store_save (store, record, &error));
  g_assert_true (zp_store_delete (store, ids, &error));
  set_document (record, "二");
  g_assert_true (zp_store_save (store, record, &error));
  g_assert_true (zp_store_delete (store, ids, &error));
  g_assert_true (zp_store_erase (store, ids, &error));
  set_document (record, "三");
  g_assert_true (zp_store_save (store, record, &error));
  g_assert_cmpint (record->revision, ==, 3);
  list = zp_store_list (store, FALSE, &error);
  assert_ids (list, "a");
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "old", "young", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GPtrArray) later_bin = NULL;
  g_autofree char *sql = NULL;
  gint64 now = g_get_real_time ();

  save_record (store, "old", "甲", "一");
  save_record (store, "young", "乙", "二");
  save_record (store, "kept", "丙", "三");
  g_assert_true (zp_store_delete (store, ids, NULL));
  g_clear_object (&store);
  sql = g_strdup_printf ("UPDATE forms SET deleted = %" G_GINT64_FORMAT " WHERE id = 'old';"
                         "UPDATE forms SET deleted = %" G_GINT64_FORMAT " WHERE id = 'young';",
                         now - 30 * G_TIME_SPAN_DAY - G_TIME_SPAN_MINUTE,
                         now - 30 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  fixture_exec (fixture->path, sql);

  store = fixture_open (fixture, ZP_STORE_COMMAND);
  bin = zp_store_list (store, TRUE, NULL);
  assert_ids (bin, "young old");
  g_clear_object (&store);
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  later_bin = zp_store_list (store, TRUE, NULL);
  assert_ids (later_bin, "young");
  g_assert_true (zp_store_check (store, NULL));
  g_assert_cmpint (fixture_get_int (fixture->path, "SELECT count(*) FROM documents"), ==, 2);
  g_assert_cmpint (fixture_get_int (fixture->path, "SELECT count(*) FROM search"), ==, 2);
}

typedef struct
{
  guint calls;
  gint64 revisions[32];
  GError *errors[32];
} Saves;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saves *saves = user_data;

  zp_store_save_finish (ZP_STORE (object), result, &saves->revisions[saves->calls],
                        &saves->errors[saves->calls]);
  saves->calls++;
}

static void
wait_for_saves (Saves *saves, guint calls)
{
  while (saves->calls < calls)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < calls; i++)
    g_assert_no_error (saves->errors[i]);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "零");
  g_autoptr (ZpStoreRecord) loaded = NULL;
  Saves saves = { 0 };

  /* None of these knows the revision that the one before makes. */
  for (int i = 1; i <= 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      set_document (record, text);
      zp_store_save_async (store, record, NULL, saved_cb, &saves);
    }
  set_document (record, "改了这里，不影响已交出的");
  wait_for_saves (&saves, 20);
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (saves.revisions[i], ==, i + 1);
  loaded = zp_store_load (store, "a", NULL);
  set_document (record, "20");
  g_assert_true (g_bytes_equal (loaded->document, record->document));
  g_assert_cmpint (loaded->revision, ==, 20);
}

/* Once the saves are confirmed, an old revision is a conflict again. */
static void
test_async_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  Saves saves = { 0 };

  zp_store_save_async (store, record, NULL, saved_cb, &saves);
  wait_for_saves (&saves, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  set_document (record, "二");
  zp_store_save_async (store, record, NULL, saved_cb, &saves);
  while (saves.calls < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (saves.errors[1], ZP_ERROR, ZP_ERROR_CONFLICT);
  g_clear_error (&saves.errors[1]);
}

/* Another process saves between two of ours: the second of ours must not overwrite it. */
static void
test_async_stranger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) window = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) command = fixture_open (fixture, ZP_STORE_COMMAND);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (ZpStoreRecord) other = NULL;
  Saves saves = { 0 };

  zp_store_save_async (window, record, NULL, saved_cb, &saves);
  zp_store_flush (window);
  other = zp_store_load (command, "a", NULL);
  set_document (other, "别人的");
  g_assert_true (zp_store_save (command, other, NULL));
  set_document (record, "二");
  zp_store_save_async (window, record, NULL, saved_cb, &saves);
  while (saves.calls < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (saves.errors[0]);
  g_assert_error (saves.errors[1], ZP_ERROR, ZP_ERROR_CONFLICT);
  g_clear_error (&saves.errors[1]);
}

/* The saves that were asked for are done even if nobody waits, and the store goes away after them.
 */
static void
test_async_unref (Fixture *fixture, gconstpointer data)
{
  ZpStore *store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) again = NULL;
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (GPtrArray) list = NULL;
  gpointer weak = store;

  g_object_add_weak_pointer (G_OBJECT (store), &weak);
  zp_store_save_async (store, record, NULL, NULL, NULL);
  g_object_unref (store);
  for (int i = 0; weak != NULL && i < 5000; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_null (weak);
  again = fixture_open (fixture, ZP_STORE_COMMAND);
  list = zp_store_list (again, FALSE, NULL);
  assert_ids (list, "a");
}

static void
test_async_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "一");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) list = NULL;
  Saves saves = { 0 };

  g_cancellable_cancel (cancellable);
  zp_store_save_async (store, record, cancellable, saved_cb, &saves);
  while (saves.calls < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (saves.errors[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&saves.errors[0]);
  list = zp_store_list (store, FALSE, NULL);
  assert_ids (list, "");
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", NULL };
  g_autoptr (ZpStore) writer = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) reader = NULL;
  g_autoptr (ZpStoreRecord) record = make_record ("b", "乙", "二");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  save_record (writer, "a", "甲", "一");
  reader = fixture_open (fixture, ZP_STORE_READ_ONLY);
  list = zp_store_list (reader, FALSE, NULL);
  assert_ids (list, "a");
  g_assert_false (zp_store_save (reader, record, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (zp_store_delete (reader, ids, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
}

static void
test_assets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GBytes) content = g_bytes_new_static ("{\"\0}", 4);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GBytes) found_nothing = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_store_put_asset (store, "profile", "本市", nothing, &error));
  g_assert_true (zp_store_put_asset (store, "profile", "本市", content, &error));
  g_assert_true (zp_store_put_asset (store, "profile", "a", nothing, &error));
  g_assert_true (zp_store_put_asset (store, "profile", "gone", content, &error));
  g_assert_true (zp_store_put_asset (store, "profile", "gone", NULL, &error));
  g_assert_true (zp_store_put_asset (store, "template", "t", content, &error));
  names = zp_store_list_assets (store, "profile", &error);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "a 本市");
  found = zp_store_get_asset (store, "profile", "本市", &error);
  g_assert_true (g_bytes_equal (found, content));
  found_nothing = zp_store_get_asset (store, "profile", "a", &error);
  g_assert_cmpuint (g_bytes_get_size (found_nothing), ==, 0);
  g_assert_null (zp_store_get_asset (store, "profile", "gone", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

static void
test_states (void)
{
  ZpFormState state;

  for (int i = ZP_FORM_STATE_DRAFT; i <= ZP_FORM_STATE_APPROVED; i++)
    {
      g_assert_true (zp_form_state_from_string (zp_form_state_to_string (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  state = ZP_FORM_STATE_RETURNED;
  g_assert_false (zp_form_state_from_string ("Draft", &state));
  g_assert_false (zp_form_state_from_string (NULL, &state));
  g_assert_cmpint (state, ==, ZP_FORM_STATE_RETURNED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/forms/states", test_states);
  fixture_add ("/store/forms/round-trip", NULL, test_round_trip);
  fixture_add ("/store/forms/revisions", NULL, test_revisions);
  fixture_add ("/store/forms/conflict", NULL, test_conflict);
  fixture_add ("/store/forms/save-all", NULL, test_save_all);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/forms/bad/", bad_cases[i].name, NULL);

      fixture_add (path, &bad_cases[i], test_bad);
    }
  fixture_add ("/store/forms/bin", NULL, test_bin);
  for (gsize i = 0; i < G_N_ELEMENTS (delete_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/forms/delete/", delete_cases[i].name, NULL);

      fixture_add (path, &delete_cases[i], test_delete);
    }
  fixture_add ("/store/erase/keeps-history", NULL, test_erase_keeps_history);
  fixture_add ("/store/forms/delete-unknown", NULL, test_delete_unknown);
  fixture_add ("/store/forms/save-deleted", NULL, test_save_deleted);
  fixture_add ("/store/forms/expiry", NULL, test_expiry);
  fixture_add ("/store/forms/read-only", NULL, test_read_only);
  fixture_add ("/store/async/order", NULL, test_async);
  fixture_add ("/store/async/conflict", NULL, test_async_conflict);
  fixture_add ("/store/async/stranger", NULL, test_async_stranger);
  fixture_add ("/store/async/unref", NULL, test_async_unref);
  fixture_add ("/store/async/cancelled", NULL, test_async_cancelled);
  fixture_add ("/store/assets", NULL, test_assets);

  return g_test_run ();
}
