/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ledger-plan.h"

#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-quantity.h"

#include <glib/gi18n-lib.h>

/* A ledger beside the library: which line is about which form, and what that changes. */

typedef struct
{
  ZpStore *store;
  ZpCatalog *catalog;
  ZpTemplate *template_;
  GHashTable *by_project; /* name → GPtrArray of records */
  GHashTable *named;      /* ids of forms that a line is about */
  GHashTable *lines;      /* names → the first line about them */
  GHashTable *years;
} Planning;

/** zp_ledger_line_free: frees a line. */
void
zp_ledger_line_free (ZpLedgerLine *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->entry, zp_ledger_entry_free);
  g_free (self->project);
  g_free (self->unit);
  g_free (self->year);
  g_free (self->form_id);
  for (guint i = 0; i < ZP_LEDGER_N_AMOUNTS; i++)
    g_free (self->before[i]);
  g_free (self->reason);
  g_free (self);
}

/** zp_ledger_status_to_string: the word of the command line's JSON. */
const char *
zp_ledger_status_to_string (ZpLedgerStatus status)
{
  static const char *const names[] = { "new", "changed", "same", "ambiguous", "blocked", "absent" };

  return names[status];
}

/* Names are the same whatever signs and spaces are in them. */
static char *
make_key (const char *project)
{
  return zp_text_normalise (project);
}

static void
index_records (Planning *planning, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      ZpStoreRecord *record = g_ptr_array_index (records, i);
      g_autofree char *key = make_key (record->project);
      GPtrArray *list = g_hash_table_lookup (planning->by_project, key);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (planning->by_project, g_steal_pointer (&key), list);
        }
      g_ptr_array_add (list, record);
    }
}

/* The forms that a line may be about: of its year, and of its unit when that tells them apart. */
static GPtrArray *
find_forms (Planning *planning, const ZpLedgerEntry *entry)
{
  g_autofree char *key = make_key (entry->project);
  const GPtrArray *all = g_hash_table_lookup (planning->by_project, key);
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (GPtrArray) of_unit = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      ZpStoreRecord *record = g_ptr_array_index (all, i);

      if (entry->year != NULL && !zp_text_same (entry->year, record->year))
        continue;
      g_ptr_array_add (found, record);
      if (entry->unit != NULL && zp_text_same (entry->unit, record->unit))
        g_ptr_array_add (of_unit, record);
    }
  /* A form of another unit is another form. */
  if (entry->unit != NULL && (of_unit->len > 0 || found->len > 1))
    {
      g_ptr_array_unref (found);
      return g_steal_pointer (&of_unit);
    }
  return found;
}

static void
block (ZpLedgerLine *line, ZpLedgerStatus status, const char *reason)
{
  line->status = status;
  line->take = FALSE;
  g_free (line->reason);
  line->reason = g_strdup (reason);
}

static void
compare (Planning *planning, ZpLedgerLine *line, const ZpStoreRecord *listed)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (planning->store, listed->id, NULL);
  g_autoptr (ZpForm) form
      = record != NULL ? zp_form_from_record (record, planning->catalog, NULL) : NULL;
  guint n = 0;

  line->form_id = g_strdup (listed->id);
  if (form == NULL)
    {
      block (line, ZP_LEDGER_BLOCKED, _ ("the form cannot be read"));
      return;
    }
  for (guint i = 0; i < ZP_LEDGER_N_AMOUNTS; i++)
    if (zp_ledger_entry_differs (line->entry, form, i))
      {
        g_autofree char *address = zp_ledger_find_address (zp_form_get_template (form), i);
        const char *before = zp_form_get (form, address);

        line->before[i] = g_strdup (before != NULL ? before : "");
        n++;
      }
  line->status = n > 0 ? ZP_LEDGER_CHANGED : ZP_LEDGER_SAME;
  if (n > 0 && zp_form_is_read_only (form))
    block (line, ZP_LEDGER_BLOCKED, _ ("the form is handed in; have it returned to change it"));
  line->take = line->status == ZP_LEDGER_CHANGED;
}

static ZpLedgerLine *
plan_entry (Planning *planning, ZpLedgerEntry *entry)
{
  ZpLedgerLine *line = g_new0 (ZpLedgerLine, 1);
  ZpLedgerLine *first;
  g_autoptr (GPtrArray) forms = find_forms (planning, entry);
  g_autofree char *project = make_key (entry->project);
  g_autofree char *key
      = g_strjoin ("\n", project, entry->unit != NULL ? entry->unit : "", entry->year, NULL);

  line->entry = entry;
  line->project = g_strdup (entry->project);
  line->unit = g_strdup (entry->unit);
  line->year = g_strdup (entry->year);
  for (guint i = 0; i < forms->len; i++)
    g_hash_table_add (planning->named, ((ZpStoreRecord *) g_ptr_array_index (forms, i))->id);
  if (entry->year != NULL)
    g_hash_table_add (planning->years, entry->year);
  first = g_hash_table_lookup (planning->lines, key);
  if (first != NULL)
    {
      /* Nobody knows which of them is meant, so that neither is taken. */
      block (line, ZP_LEDGER_AMBIGUOUS, _ ("the project stands in the ledger twice"));
      block (first, ZP_LEDGER_AMBIGUOUS, line->reason);
    }
  else if (forms->len > 1)
    block (line, ZP_LEDGER_AMBIGUOUS,
           _ ("several forms of the library are about this project; name the unit in the ledger"));
  else if (forms->len == 1)
    compare (planning, line, g_ptr_array_index (forms, 0));
  else
    line->take = TRUE;
  if (first == NULL)
    g_hash_table_insert (planning->lines, g_steal_pointer (&key), line);
  return line;
}

static void
add_absent (Planning *planning, GPtrArray *records, GPtrArray *lines)
{
  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);
      ZpLedgerLine *line;

      if (*record->project == '\0' || g_hash_table_contains (planning->named, record->id)
          || !g_hash_table_contains (planning->years, record->year))
        continue;
      line = g_new0 (ZpLedgerLine, 1);
      line->status = ZP_LEDGER_ABSENT;
      line->project = g_strdup (record->project);
      line->unit = g_strdup (record->unit);
      line->year = g_strdup (record->year);
      line->form_id = g_strdup (record->id);
      line->reason = g_strdup (_ ("the ledger does not name it; it stays as it is"));
      g_ptr_array_add (lines, line);
    }
}

static gboolean
set_years (GPtrArray *entries, const char *year, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      ZpLedgerEntry *entry = g_ptr_array_index (entries, i);

      if (entry->year == NULL)
        entry->year = g_strdup (year);
      if (entry->year != NULL)
        continue;
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("%s: the ledger does not say of which year it is; say it"), entry->source);
      return FALSE;
    }
  return TRUE;
}

/**
 * zp_ledger_plan:
 * @store: the library
 * @catalog: the templates and profiles that are there
 * @entries: (transfer full) (element-type ZpLedgerEntry): the lines of a ledger
 * @template_: the official form that new forms will have
 * @year: (nullable): the year of lines that do not say it
 * @error: return location
 *
 * Compares a ledger with the library.  Nothing is changed.
 *
 * Returns: (transfer full) (nullable) (element-type ZpLedgerLine): what each line would do, and the
 * forms of these years that no line names; %NULL when a line has no year (%ZP_ERROR_FORMAT), or the
 * library cannot be read
 */
GPtrArray *
zp_ledger_plan (ZpStore *store,
                ZpCatalog *catalog,
                GPtrArray *entries,
                ZpTemplate *template_,
                const char *year,
                GError **error)
{
  g_autoptr (GPtrArray) owned = entries;
  g_autoptr (GPtrArray) records = zp_store_list (store, FALSE, error);
  g_autoptr (GHashTable) by_project
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) years = g_hash_table_new (g_str_hash, g_str_equal);
  Planning planning = { store, catalog, template_, by_project, named, lines, years };
  GPtrArray *plan;

  if (records == NULL || !set_years (owned, year, error))
    return NULL;
  index_records (&planning, records);
  plan = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_ledger_line_free);
  while (owned->len > 0)
    g_ptr_array_add (plan, plan_entry (&planning, g_ptr_array_steal_index (owned, 0)));
  add_absent (&planning, records, plan);
  return plan;
}

/* --- doing it --- */

static gboolean
save (ZpStore *store, ZpForm *form, gint64 revision, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  record->revision = revision;
  return zp_store_save (store, record, error);
}

static gboolean
make_form (
    ZpLedgerLine *self, ZpStore *store, ZpCatalog *catalog, ZpTemplate *template_, GError **error)
{
  g_autoptr (ZpForm) form
      = zp_form_new (template_, zp_catalog_get_usual_profile (catalog, template_));
  g_autofree char *id = g_uuid_string_random ();

  zp_form_set_id (form, id);
  if (!zp_ledger_entry_name (self->entry, form, error)
      || !zp_ledger_entry_apply (self->entry, form, error) || !save (store, form, 0, error))
    return FALSE;
  self->form_id = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
change_form (ZpLedgerLine *self, ZpStore *store, ZpCatalog *catalog, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, self->form_id, error);
  g_autoptr (ZpForm) form = record != NULL ? zp_form_from_record (record, catalog, error) : NULL;

  return form != NULL && zp_ledger_entry_apply (self->entry, form, error)
         && save (store, form, record->revision, error);
}

/**
 * zp_ledger_line_take:
 * @self: a line of a plan
 * @store: the library
 * @catalog: the templates and profiles that are there
 * @template_: the official form of new forms
 * @error: return location
 *
 * Does what the line says, if it is to be taken.
 *
 * Returns: %FALSE when that failed (#ZpError)
 */
gboolean
zp_ledger_line_take (
    ZpLedgerLine *self, ZpStore *store, ZpCatalog *catalog, ZpTemplate *template_, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->take || self->done)
    return TRUE;
  if (self->status == ZP_LEDGER_NEW)
    self->done = make_form (self, store, catalog, template_, error);
  else if (self->status == ZP_LEDGER_CHANGED)
    self->done = change_form (self, store, catalog, error);
  return self->done;
}
