/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "zp-error.h"
#include "zp-form-file.h"

/* An option and where its value goes. */
typedef struct
{
  const char *name;
  char short_name;
  guint flag;
  gsize offset;
  gboolean has_value;
} Option;

static const Option options[] = {
  { "help", 'h', 0, G_STRUCT_OFFSET (ZpCli, help), FALSE },
  { "version", 0, 0, G_STRUCT_OFFSET (ZpCli, version), FALSE },
  { "json", 0, 0, G_STRUCT_OFFSET (ZpCli, json), FALSE },
  { "store", 0, 0, G_STRUCT_OFFSET (ZpCli, store), TRUE },
  { "profile", 0, ZP_CLI_OPTION_PROFILE, G_STRUCT_OFFSET (ZpCli, profile), TRUE },
  { "template", 0, ZP_CLI_OPTION_TEMPLATE, G_STRUCT_OFFSET (ZpCli, template_), TRUE },
  { "to", 0, ZP_CLI_OPTION_TO, G_STRUCT_OFFSET (ZpCli, to), TRUE },
  { "output", 'o', ZP_CLI_OPTION_OUTPUT, G_STRUCT_OFFSET (ZpCli, output), TRUE },
  { "force", 0, ZP_CLI_OPTION_FORCE, G_STRUCT_OFFSET (ZpCli, force), FALSE },
  { "check", 0, ZP_CLI_OPTION_CHECK, 0, TRUE },
  { "reason", 0, ZP_CLI_OPTION_REASON, G_STRUCT_OFFSET (ZpCli, reason), TRUE },
  { "as", 0, ZP_CLI_OPTION_AS, G_STRUCT_OFFSET (ZpCli, as), TRUE },
  { "passphrase-file", 0, ZP_CLI_OPTION_PASSPHRASE, G_STRUCT_OFFSET (ZpCli, passphrase_file),
    TRUE },
  { "sm3", 0, ZP_CLI_OPTION_SM3, G_STRUCT_OFFSET (ZpCli, sm3), FALSE },
  { "convert", 0, ZP_CLI_OPTION_CONVERT, G_STRUCT_OFFSET (ZpCli, convert), FALSE },
  { "appendix", 0, ZP_CLI_OPTION_APPENDIX, G_STRUCT_OFFSET (ZpCli, appendix), FALSE },
  { "into", 0, ZP_CLI_OPTION_INTO, G_STRUCT_OFFSET (ZpCli, into), TRUE },
  { "apply", 0, ZP_CLI_OPTION_APPLY, G_STRUCT_OFFSET (ZpCli, apply), FALSE },
  { "document", 0, ZP_CLI_OPTION_DOCUMENT, G_STRUCT_OFFSET (ZpCli, document), TRUE },
  { "year", 0, ZP_CLI_OPTION_YEAR, G_STRUCT_OFFSET (ZpCli, year), TRUE },
};

void
zp_cli_init (ZpCli *cli)
{
  *cli = (ZpCli){ 0 };
  cli->catalog = zp_catalog_new ();
  cli->names = g_ptr_array_new_with_free_func (g_free);
}

void
zp_cli_clear (ZpCli *cli)
{
  g_clear_object (&cli->catalog);
  g_clear_pointer (&cli->names, g_ptr_array_unref);
  g_clear_pointer (&cli->store, g_free);
  g_clear_pointer (&cli->profile, g_free);
  g_clear_pointer (&cli->template_, g_free);
  g_clear_pointer (&cli->to, g_free);
  g_clear_pointer (&cli->output, g_free);
  g_clear_pointer (&cli->reason, g_free);
  g_clear_pointer (&cli->as, g_free);
  g_clear_pointer (&cli->document, g_free);
  g_clear_pointer (&cli->into, g_free);
  g_clear_pointer (&cli->year, g_free);
  g_clear_pointer (&cli->passphrase_file, g_free);
  g_clear_pointer (&cli->wrong, g_free);
  g_clear_object (&cli->builder);
}

/* --- options --- */

/* “--name”, “--name=VALUE”, “-n” or “-nVALUE”; @out_value is NULL when no value is attached. */
static const Option *
find_option (const char *argument, const char **out_value)
{
  const char *name = argument + 2;
  gsize length = strcspn (name, "=");

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const Option *option = &options[i];

      if (argument[1] == '-' && strlen (option->name) == length
          && strncmp (option->name, name, length) == 0)
        {
          *out_value = name[length] == '=' ? name + length + 1 : NULL;
          return option;
        }
      if (argument[1] != '-' && argument[1] == option->short_name)
        {
          *out_value = argument[2] != '\0' ? argument + 2 : NULL;
          return option;
        }
    }
  return NULL;
}

static void
note_wrong (ZpCli *cli, const char *argument, const char *reason)
{
  g_autofree char *shown = g_filename_display_name (argument);

  if (cli->wrong == NULL)
    cli->wrong = g_strdup_printf ("%s: %s", shown, reason);
}

static void
take_option (ZpCli *cli, const Option *option, const char *value)
{
  cli->given |= option->flag;
  if (option->flag == ZP_CLI_OPTION_CHECK)
    {
      g_ptr_array_add (cli->names, g_strdup (value));
    }
  else if (option->has_value)
    {
      char **member = G_STRUCT_MEMBER_P (cli, option->offset);

      g_free (*member);
      *member = g_strdup (value);
    }
  else
    {
      G_STRUCT_MEMBER (gboolean, cli, option->offset) = TRUE;
    }
}

/* Returns how many further arguments the option used up. */
static int
parse_option (ZpCli *cli, const char *argument, const char *next)
{
  const char *value = NULL;
  const Option *option = find_option (argument, &value);
  gboolean attached = value != NULL;

  if (option == NULL)
    note_wrong (cli, argument, _ ("there is no such option; “ziping --help” lists them"));
  else if (!option->has_value && attached)
    note_wrong (cli, argument, _ ("this option takes no value; leave it out"));
  else if (option->has_value && !attached && next == NULL)
    note_wrong (cli, argument, _ ("its value is missing; write it behind the option"));
  else
    take_option (cli, option, attached ? value : next);
  return option != NULL && option->has_value && !attached && next != NULL ? 1 : 0;
}

/**
 * zp_cli_parse:
 * @cli: a new run
 * @argc: number of arguments, with the name of the program
 * @argv: the arguments
 *
 * Reads options, wherever they stand, and names.  After “--” everything is a name, and so is “-”.
 */
void
zp_cli_parse (ZpCli *cli, int argc, char **argv)
{
  gboolean only_names = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (only_names || argv[i][0] != '-' || argv[i][1] == '\0')
        g_ptr_array_add (cli->names, g_strdup (argv[i]));
      else if (g_str_equal (argv[i], "--"))
        only_names = TRUE;
      else
        i += parse_option (cli, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
    }
}

/** zp_cli_option_names: (transfer full): “--to, --force”, for options in a message. */
char *
zp_cli_option_names (guint flags)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if ((flags & options[i].flag) != 0)
      g_string_append_printf (names, "%s--%s", names->len > 0 ? ", " : "", options[i].name);
  return g_string_free (names, FALSE);
}

/* --- the office's own templates and profiles --- */

typedef gboolean (*AddFunc) (ZpCatalog *catalog, GBytes *json, GError **error);

static void
load_kind (ZpCli *cli, ZpStore *store, const char *kind, AddFunc add)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = zp_store_list_assets (store, kind, &error);

  if (names == NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, zp_store_get_path (store), error);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GBytes) json = zp_store_get_asset (store, kind, names[i], &problem);

      if (json == NULL || !add (cli->catalog, json, &problem))
        zp_cli_fail (cli, ZP_CLI_DONE, names[i], problem);
    }
}

static void
take_rules (ZpCli *cli, ZpStore *store)
{
  load_kind (cli, store, "template", zp_catalog_add_template);
  load_kind (cli, store, "profile", zp_catalog_add_profile);
}

static char *
dup_store_path (ZpCli *cli)
{
  return cli->store != NULL ? g_strdup (cli->store) : zp_store_default_path ();
}

/**
 * zp_cli_load_rules:
 * @cli: a run
 *
 * Adds the templates and profiles that the library holds to the catalog.  A library that is not
 * there has none; one that cannot be read matters only to whoever named it.
 *
 * Returns: whether the command can go on
 */
gboolean
zp_cli_load_rules (ZpCli *cli)
{
  g_autofree char *path = dup_store_path (cli);
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  store = zp_store_open (path, ZP_STORE_READ_ONLY, &error);
  if (store != NULL)
    take_rules (cli, store);
  else if (cli->store != NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
  return store != NULL || cli->store == NULL;
}

/**
 * zp_cli_open_store:
 * @cli: a run
 * @make: make the library when it is absent
 * @out_store: (out) (transfer full) (nullable): the library, %NULL when it is absent
 *
 * Opens the library, and adds its templates and profiles to the catalog.  What is wrong is told to
 * the user.
 *
 * Returns: whether the command can go on
 */
gboolean
zp_cli_open_store (ZpCli *cli, gboolean make, ZpStore **out_store)
{
  g_autofree char *path = dup_store_path (cli);
  g_autoptr (GError) error = NULL;
  ZpStore *store;

  *out_store = NULL;
  if (!make && !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  store = zp_store_open (path, ZP_STORE_COMMAND, &error);
  if (store == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
      return FALSE;
    }
  take_rules (cli, store);
  *out_store = store;
  return TRUE;
}

/** zp_cli_set_absent_error: there is no library, so that no form can be in it. */
void
zp_cli_set_absent_error (ZpCli *cli, GError **error)
{
  g_autofree char *path = dup_store_path (cli);
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("there is no library at %s; name another with --store"), shown);
}

/* --- files --- */

static GBytes *
read_stream (FILE *stream, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[65536];
  gsize n;

  /* One byte more than allowed is enough to see that it is too much. */
  while (bytes->len <= max_bytes && (n = fread (piece, 1, sizeof piece, stream)) > 0)
    g_byte_array_append (bytes, piece, n);
  if (ferror (stream))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("cannot be read (%s); give a file, not a folder"), g_strerror (errno));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * zp_cli_read_bytes:
 * @name: a file, or “-” for standard input
 * @max_bytes: how much is wanted; of a larger file a little more than that is read
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its content
 */
GBytes *
zp_cli_read_bytes (const char *name, gsize max_bytes, GError **error)
{
  FILE *stream;
  GBytes *bytes;

  if (g_str_equal (name, "-"))
    return read_stream (stdin, max_bytes, error);
  stream = g_fopen (name, "rbe");
  if (stream == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                   _ ("cannot be read (%s); check name and permissions"), g_strerror (errno));
      return NULL;
    }
  bytes = read_stream (stream, max_bytes, error);
  fclose (stream);
  return bytes;
}

static gboolean
is_zip (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/** zp_cli_load_form: zp_cli_read_form() that leaves it to the caller to tell what is wrong; in any thread. */
ZpForm *
zp_cli_load_form (ZpCli *cli, const char *name, GBytes **out_bytes, GError **error)
{
  g_autoptr (GBytes) bytes = zp_cli_read_bytes (name, ZP_FORM_FILE_MAX_BYTES, error);
  ZpForm *form;

  if (bytes == NULL)
    return NULL;
  if (is_zip (bytes))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("is a package or a workbook, not a form file; open it in the window"));
      return NULL;
    }
  form = zp_form_read (bytes, cli->catalog, error);
  if (form != NULL && out_bytes != NULL)
    *out_bytes = g_steal_pointer (&bytes);
  return form;
}

/**
 * zp_cli_read_form:
 * @cli: a run
 * @name: a form file, or “-” for standard input
 * @out_bytes: (out) (optional) (transfer full): its content
 *
 * Reads a form; what is wrong is told to the user.
 *
 * Returns: (transfer full) (nullable): the form
 */
ZpForm *
zp_cli_read_form (ZpCli *cli, const char *name, GBytes **out_bytes)
{
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_cli_load_form (cli, name, out_bytes, &error);

  if (form == NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
  return form;
}

/* --- words to the user --- */

/** zp_cli_raise: the exit status is at least @status. */
void
zp_cli_raise (ZpCli *cli, ZpCliStatus status)
{
  cli->status = MAX (cli->status, status);
}

/* Terminals without Chinese letters in their character set get UTF-8 all the same: a row of
 * question marks would help nobody. */
static void
put (FILE *stream, const char *text)
{
  const char *charset;
  g_autofree char *local = NULL;

  if (!g_get_charset (&charset) && g_ascii_strcasecmp (charset, "ANSI_X3.4-1968") != 0
      && g_ascii_strcasecmp (charset, "US-ASCII") != 0)
    local = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs (local != NULL ? local : text, stream);
}

/* A problem is one line, whatever a name or a text from a file contains. */
static void
put_problem (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_string_append_c (line, '\n');
  put (stderr, line->str);
  g_string_free (line, TRUE);
}

/**
 * zp_cli_fail:
 * @cli: a run
 * @status: what this means for the exit status
 * @name: the file or form
 * @error: place, reason and remedy
 *
 * Tells about a problem, on standard error.
 */
void
zp_cli_fail (ZpCli *cli, ZpCliStatus status, const char *name, const GError *error)
{
  g_autofree char *shown
      = g_str_equal (name, "-") ? g_strdup (_ ("standard input")) : g_filename_display_name (name);
  g_autofree char *line = g_str_has_prefix (error->message, shown)
                              ? g_strdup (error->message)
                              : g_strdup_printf ("%s: %s", shown, error->message);

  put_problem (line);
  zp_cli_raise (cli, status);
}

/** zp_cli_wrong: the command is not used as it should be. */
void
zp_cli_wrong (ZpCli *cli, const char *format, ...)
{
  g_autofree char *reason = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat ("ziping: ", reason, NULL);
  put_problem (line);
  zp_cli_raise (cli, ZP_CLI_FAILED);
}

/** zp_cli_print: writes words to standard output. */
void
zp_cli_print (const char *text)
{
  put (stdout, text);
}

void
zp_cli_printf (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  put (stdout, text);
}

/** zp_cli_flush: a result that did not arrive, because the disk is full, is no success. */
void
zp_cli_flush (ZpCli *cli)
{
  if (fflush (stdout) != 0 || ferror (stdout))
    zp_cli_wrong (cli, _ ("standard output: cannot be written (%s); check the disk"),
                  g_strerror (errno));
}
