/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <malloc.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-document.h"
#include "zp-form-file.h"
#include "zp-paper.h"

typedef struct
{
  const char *name;
  const char *extension;
  gboolean is_paper;
  ZpPaperKind kind;
} Format;

static const Format formats[] = {
  { "xlsx", ".xlsx", TRUE, ZP_PAPER_XLSX },
  { "pdf", ".pdf", TRUE, ZP_PAPER_PDF },
  { "docx", ".docx", TRUE, ZP_PAPER_DOCX },
  { "json", ".json", FALSE },
};

static char *
dup_format_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", formats[i].name);
  return g_string_free (names, FALSE);
}

static const Format *
find_format (ZpCli *cli)
{
  g_autofree char *names = dup_format_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (cli->to, formats[i].name) == 0)
      return &formats[i];
  if (cli->to == NULL)
    zp_cli_wrong (cli, _ ("export: say with --to into what; there are %s"), names);
  else
    zp_cli_wrong (cli, _ ("--to %s: there is no such format; there are %s"), cli->to, names);
  return NULL;
}

static void
tell_written (ZpCli *cli, const char *name, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!cli->json)
    {
      zp_cli_printf ("%s\n", shown);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_name (cli->builder, "file", name);
  zp_json_add_name (cli->builder, "output", path);
  json_builder_end_object (cli->builder);
}

/* --- many at once --- */

#define MOST_THREADS 8
/* Fewer forms than this are made sooner than another thread has its fonts. */
#define FEW_FORMS 4

/*
 * Job:
 * @name: the file of the form
 * @path: (nullable): where it is written to
 * @form: (nullable): the form, %NULL when it could not be read
 * @content: (nullable): what it became
 * @error: (nullable): why one of them is not there
 * @made: nothing will change any more; guarded by the lock of the press
 */
typedef struct
{
  const char *name;
  char *path;
  ZpForm *form;
  GBytes *content;
  GError *error;
  gboolean made;
} Job;

/* Forms become papers in several threads; they are read and written in their order, by one. */
typedef struct
{
  const Format *format;
  gboolean appendix; /* with the explanation of the scores */
  gint64 time;
  GThreadPool *pool; /* NULL: each is made when it is its turn */
  GMutex lock;
  GCond cond;
} Press;

static void
make (Job *job, Press *press)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  if (press->format->is_paper && press->appendix)
    content
        = zp_paper_write_with_appendix (&job->form, 1, press->format->kind, press->time, &error);
  else if (press->format->is_paper)
    content = zp_paper_write (&job->form, 1, press->format->kind, press->time, &error);
  else
    content = zp_form_write (job->form);
  g_mutex_lock (&press->lock);
  job->content = g_steal_pointer (&content);
  job->error = g_steal_pointer (&error);
  job->made = TRUE;
  g_cond_broadcast (&press->cond);
  g_mutex_unlock (&press->lock);
}

static void
make_cb (gpointer job, gpointer press)
{
  make (job, press);
}

static void
press_start (Press *press, const Format *format, guint n_forms)
{
  guint n_threads = MIN (g_get_num_processors (), MOST_THREADS);

  press->format = format;
  press->time = zp_cli_get_time ();
  g_mutex_init (&press->lock);
  g_cond_init (&press->cond);
  if (format->is_paper && n_threads > 1 && n_forms >= FEW_FORMS)
    press->pool = g_thread_pool_new (make_cb, press, (gint) n_threads, FALSE, NULL);
}

static void
press_stop (Press *press)
{
  if (press->pool != NULL)
    g_thread_pool_free (press->pool, FALSE, TRUE);
  g_mutex_clear (&press->lock);
  g_cond_clear (&press->cond);
}

/* No paper is made for a place that is taken. */
static void
begin (ZpCli *cli, ZpCliOutput *output, Press *press, Job *job)
{
  job->form = zp_cli_load_form (cli, job->name, NULL, &job->error);
  if (job->form != NULL)
    job->path = zp_cli_output_find_place (output, job->name, job->form, press->format->extension);
  if (job->form == NULL || !zp_cli_output_check (output, job->path, &job->error))
    job->made = TRUE;
  else if (press->pool != NULL)
    g_thread_pool_push (press->pool, job, NULL);
}

static void
wait_for (Press *press, Job *job)
{
  if (press->pool == NULL)
    {
      if (!job->made)
        make (job, press);
      return;
    }
  g_mutex_lock (&press->lock);
  while (!job->made)
    g_cond_wait (&press->cond, &press->lock);
  g_mutex_unlock (&press->lock);
}

static void
finish (ZpCli *cli, ZpCliOutput *output, Press *press, Job *job)
{
  wait_for (press, job);
  if (job->content != NULL && zp_cli_output_write (output, job->path, job->content, &job->error))
    tell_written (cli, job->name, job->path);
  else
    zp_cli_fail (cli, ZP_CLI_FAILED, job->path != NULL ? job->path : job->name, job->error);
}

static void
job_clear (Job *job)
{
  g_clear_object (&job->form);
  g_clear_pointer (&job->path, g_free);
  g_clear_pointer (&job->content, g_bytes_unref);
  g_clear_error (&job->error);
}

/* Only some forms are ahead of the one that is written, so that thousands need no more memory. */
static void
export_files (ZpCli *cli, ZpCliOutput *output, const Format *format)
{
  guint n = cli->names->len;
  g_autofree Job *jobs = g_new0 (Job, n);
  Press press = { 0 };
  guint begun = 0;

  press.appendix = cli->appendix;
  press_start (&press, format, n);
  for (guint i = 0; i < n; i++)
    {
      guint ahead = press.pool != NULL ? 2 * MOST_THREADS : 1;

      for (; begun < MIN (n, i + ahead); begun++)
        {
          jobs[begun].name = g_ptr_array_index (cli->names, begun);
          begin (cli, output, &press, &jobs[begun]);
        }
      finish (cli, output, &press, &jobs[i]);
      job_clear (&jobs[i]);
    }
  press_stop (&press);
}

/* --- papers of the review --- */

static char *
dup_document_names (void)
{
  GString *names = g_string_new (NULL);

  for (int i = 0; i < ZP_N_DOCUMENTS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            zp_document_get_name ((ZpDocumentKind) i));
  return g_string_free (names, FALSE);
}

static gboolean
find_document (ZpCli *cli, const Format *format, ZpDocumentKind *out_kind)
{
  g_autofree char *names = dup_document_names ();

  if (!zp_document_parse_kind (cli->document, out_kind))
    zp_cli_wrong (cli, _ ("--document %s: there is no such paper; there are %s"), cli->document,
                  names);
  else if (!format->is_paper)
    zp_cli_wrong (cli, _ ("--document: a paper becomes xlsx, pdf or docx, not %s"), format->name);
  else
    return TRUE;
  return FALSE;
}

/* Before more forms are read; %NULL when the place is taken, which the user was told. */
static char *
find_document_place (ZpCli *cli,
                     ZpCliOutput *output,
                     const Format *format,
                     ZpDocumentKind kind,
                     const ZpForm *form,
                     const char *name)
{
  g_autofree char *extension
      = g_strdup_printf ("_%s%s", zp_document_get_title (kind), format->extension);
  g_autofree char *path = zp_cli_output_find_place (output, name, form, extension);
  g_autoptr (GError) error = NULL;

  if (zp_cli_output_check (output, path, &error))
    return g_steal_pointer (&path);
  zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
  return NULL;
}

static void
write_document (ZpCli *cli,
                ZpCliOutput *output,
                const Format *format,
                ZpDocumentKind kind,
                GPtrArray *forms,
                const char *name,
                const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;

  content = zp_document_write (kind, (ZpForm *const *) forms->pdata, forms->len, format->kind,
                               zp_cli_get_time (), &error);
  if (content != NULL && zp_cli_output_write (output, path, content, &error))
    tell_written (cli, name, path);
  else
    zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
}

static ZpForm *
read_reviewed (ZpCli *cli, ZpDocumentKind kind, const char *name)
{
  g_autoptr (ZpForm) form = zp_cli_read_form (cli, name, NULL);
  g_autoptr (GError) error = NULL;

  if (form == NULL || zp_document_check (kind, form, &error))
    return g_steal_pointer (&form);
  zp_cli_fail (cli, ZP_CLI_FINDINGS, name, error);
  return NULL;
}

static gpointer
dup_name (gconstpointer name, gpointer data)
{
  return g_strdup (name);
}

/* A paper for each form, or one for all of them. */
static void
export_documents (
    ZpCli *cli, ZpCliOutput *output, const Format *format, ZpDocumentKind kind, GPtrArray *names)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = NULL;
  gboolean together = zp_document_is_together (kind);
  const char *first = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (ZpForm) form = read_reviewed (cli, kind, name);

      if (form != NULL && path == NULL)
        {
          first = name;
          path = find_document_place (cli, output, format, kind, form, name);
          if (path == NULL && together)
            return;
        }
      if (form == NULL || path == NULL)
        continue;
      g_ptr_array_add (forms, g_steal_pointer (&form));
      if (together)
        continue;
      write_document (cli, output, format, kind, forms, name, path);
      g_ptr_array_set_size (forms, 0);
      g_clear_pointer (&path, g_free);
    }
  if (forms->len > 0)
    write_document (cli, output, format, kind, forms, first, path);
}

/* A PDF embeds parts of fonts of twenty megabytes, and cairo copies each whole font for that.  Memory that
 * goes back to the system after each copy has to be cleared again for the next: a fifth of the time of
 * one form. */
static void
keep_memory (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, 32 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 256 * 1024 * 1024);
#endif
}

/** zp_cli_export: the official form, or papers of its review, as files of other programs. */
void
zp_cli_export (ZpCli *cli)
{
  const Format *format = cli->into == NULL ? find_format (cli) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_copy (cli->names, dup_name, NULL);
  g_autoptr (ZpCliOutput) output = NULL;
  ZpDocumentKind kind = ZP_DOCUMENT_WORKING_PAPER;

  g_ptr_array_set_free_func (names, g_free);
  keep_memory ();
  if (cli->into != NULL)
    zp_cli_fill (cli);
  if (format == NULL || (cli->document != NULL && !find_document (cli, format, &kind)))
    return;
  /* All the forms go into one file. */
  if (cli->document != NULL && zp_document_is_together (kind))
    g_ptr_array_set_size (cli->names, 1);
  output = zp_cli_output_new (cli);
  if (output == NULL)
    return;
  for (guint i = 0; i < names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (names, i));
  if (cli->document != NULL)
    export_documents (cli, output, format, kind, names);
  else
    export_files (cli, output, format);
}
