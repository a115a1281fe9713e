/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-print-job.h"

#include "zp-export.h"
#include "zp-form-record.h"
#include "zp-form-sources.h"
#include "zp-paper.h"
#include "zp-sheet-layout.h"

#include <glib/gi18n.h>

struct _ZpPrintJob
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *forms;
  ZpPages *pages;
  char *title;
};

G_DEFINE_FINAL_TYPE (ZpPrintJob, zp_print_job, G_TYPE_OBJECT)

/* --- measuring: the part that takes time, in any thread --- */

/* A form, or its appendix, that only has to be cut into pages. */
typedef struct
{
  ZpForm *form; /* NULL for an appendix */
  ZpSheet *sheet;
  ZpSheetLayout *layout;
} Measured;

static void
measured_free (Measured *measured)
{
  g_clear_object (&measured->form);
  zp_sheet_unref (measured->sheet);
  zp_sheet_layout_free (measured->layout);
  g_free (measured);
}

static GPtrArray *
measured_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) measured_free);
}

static void
measure_sheet (GPtrArray *array, ZpForm *form, ZpSheet *sheet)
{
  PangoContext *context = zp_sheet_layout_create_context ();
  Measured *measured = g_new0 (Measured, 1);

  measured->form = form != NULL ? g_object_ref (form) : NULL;
  measured->sheet = sheet;
  measured->layout = zp_sheet_layout_new (sheet, context);
  g_object_unref (context);
  g_ptr_array_add (array, measured);
}

static void
measure (GPtrArray *array, ZpForm *form)
{
  measure_sheet (array, form, zp_paper_make_sheet (form));
  if (zp_export_wants_appendix ())
    measure_sheet (array, NULL, zp_paper_make_appendix (form));
}

/* --- the class --- */

static void
zp_print_job_finalize (GObject *object)
{
  ZpPrintJob *self = ZP_PRINT_JOB (object);

  g_ptr_array_unref (self->forms);
  zp_pages_free (self->pages);
  g_free (self->title);
  G_OBJECT_CLASS (zp_print_job_parent_class)->finalize (object);
}

static void
zp_print_job_class_init (ZpPrintJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_print_job_finalize;
}

static void
zp_print_job_init (ZpPrintJob *self)
{
  self->forms = g_ptr_array_new_with_free_func (g_object_unref);
  self->pages = zp_pages_new ();
}

/* The pages belong to the thread that shows and prints them. */
static ZpPrintJob *
new_from_measured (GPtrArray *array)
{
  ZpPrintJob *self = g_object_new (ZP_TYPE_PRINT_JOB, NULL);

  for (guint i = 0; i < array->len; i++)
    {
      Measured *measured = g_ptr_array_index (array, i);

      if (measured->form != NULL)
        g_ptr_array_add (self->forms, g_object_ref (measured->form));
      zp_pages_add_sheet (self->pages, measured->sheet, measured->layout);
    }
  self->title = zp_paper_make_title ((ZpForm *const *) self->forms->pdata, self->forms->len);
  return self;
}

/**
 * zp_print_job_new:
 * @forms: (element-type ZpForm): at least one form; nobody changes them from now on
 *
 * Returns: (transfer full): their pages
 */
ZpPrintJob *
zp_print_job_new (GPtrArray *forms)
{
  g_autoptr (GPtrArray) array = NULL;

  g_return_val_if_fail (forms != NULL && forms->len > 0, NULL);

  array = measured_array_new ();
  for (guint i = 0; i < forms->len; i++)
    measure (array, g_ptr_array_index (forms, i));
  return new_from_measured (array);
}

/* --- loading --- */

/*
 * Load:
 * @form: (nullable): a snapshot
 * @ids: (nullable): else, which forms of @store
 */
typedef struct
{
  ZpForm *form;
  char **ids;
  ZpStore *store;
  ZpCatalog *catalog;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->form);
  g_clear_pointer (&load->ids, g_strfreev);
  g_clear_object (&load->store);
  g_clear_object (&load->catalog);
  g_free (load);
}

static gboolean
load_one (Load *load, const char *id, GPtrArray *array, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (load->store, id, error);
  g_autoptr (ZpForm) form = NULL;

  if (record == NULL)
    return FALSE;
  form = zp_form_from_record (record, load->catalog, error);
  if (form == NULL)
    {
      g_prefix_error (error, _ ("%s: "), record->project);
      return FALSE;
    }
  if (!zp_form_follow_sources (form, load->store, load->catalog, NULL, error))
    return FALSE;
  measure (array, form);
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr (GPtrArray) array = measured_array_new ();
  GError *error = NULL;

  if (load->form != NULL)
    measure (array, load->form);
  for (gsize i = 0; load->form == NULL && load->ids[i] != NULL; i++)
    if (!load_one (load, load->ids[i], array, &error))
      {
        g_task_return_error (task, error);
        return;
      }
  g_task_return_pointer (task, g_steal_pointer (&array), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * zp_print_job_load_async:
 * @library: the library
 * @form: (nullable): a form; its present state is taken
 * @ids: (nullable) (array zero-terminated=1): else forms of the library, at least one
 * @callback: called when the pages are made
 * @user_data: for @callback
 *
 * Makes the pages of forms.  A form that cannot be read fails the whole job: a pile of paper that
 * silently lacks a form would be taken for complete.
 */
void
zp_print_job_load_async (ZpLibrary *library,
                         ZpForm *form,
                         const char *const *ids,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ZP_IS_LIBRARY (library));
  g_return_if_fail (form != NULL || (ids != NULL && ids[0] != NULL));

  load = g_new0 (Load, 1);
  load->form = form != NULL ? zp_form_copy (form) : NULL;
  load->ids = g_strdupv ((char **) ids);
  load->catalog = g_object_ref (zp_library_get_catalog (library));
  g_set_object (&load->store, zp_library_get_store (library));
  task = g_task_new (library, NULL, callback, user_data);
  g_task_set_source_tag (task, zp_print_job_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * zp_print_job_load_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the job
 */
ZpPrintJob *
zp_print_job_load_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) array = g_task_propagate_pointer (G_TASK (result), error);

  return array != NULL ? new_from_measured (array) : NULL;
}

/** zp_print_job_get_pages: (transfer none): at least one page. */
const ZpPages *
zp_print_job_get_pages (ZpPrintJob *self)
{
  g_return_val_if_fail (ZP_IS_PRINT_JOB (self), NULL);

  return self->pages;
}

/** zp_print_job_get_forms: (transfer none) (element-type ZpForm): the forms; they stay as is. */
GPtrArray *
zp_print_job_get_forms (ZpPrintJob *self)
{
  g_return_val_if_fail (ZP_IS_PRINT_JOB (self), NULL);

  return self->forms;
}

/** zp_print_job_get_title: (transfer none): what the job is called, in one line. */
const char *
zp_print_job_get_title (ZpPrintJob *self)
{
  g_return_val_if_fail (ZP_IS_PRINT_JOB (self), NULL);

  return self->title;
}
