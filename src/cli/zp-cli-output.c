/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zp-error.h"

/* File systems allow 255 bytes, and some programs add something to a name. */
#define MAX_NAME_BYTES 180

struct _ZpCliOutput
{
  ZpCli *cli;
  char *folder;
  char *file;
  GHashTable *inputs;  /* device and inode */
  GHashTable *written; /* likewise */
};

static char *
dup_identity (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) status.st_dev,
                          (guint64) status.st_ino);
}

/* --- where --- */

/* Returns whether -o can be used for what is asked. */
static gboolean
choose_place (ZpCliOutput *self)
{
  ZpCli *cli = self->cli;
  gboolean folder;

  if (cli->output == NULL)
    return TRUE;
  if (*cli->output == '\0' || g_str_equal (cli->output, "-"))
    {
      zp_cli_wrong (cli, _ ("-o: write the name of a file or a folder behind it"));
      return FALSE;
    }
  folder = cli->names->len > 1 || g_str_has_suffix (cli->output, "/")
           || g_file_test (cli->output, G_FILE_TEST_IS_DIR);
  if (!folder)
    {
      self->file = g_strdup (cli->output);
      return TRUE;
    }
  if (g_mkdir_with_parents (cli->output, 0777) != 0)
    {
      g_autofree char *shown = g_filename_display_name (cli->output);

      zp_cli_wrong (cli,
                    _ ("%s: is no folder and cannot be made one (%s); several files need a folder"),
                    shown, g_strerror (errno));
      return FALSE;
    }
  self->folder = g_strdup (cli->output);
  return TRUE;
}

/* No result is ever put in the place of the library, whether or not the command reads it. */
static ZpCliOutput *
make (ZpCli *cli)
{
  ZpCliOutput *self = g_new0 (ZpCliOutput, 1);
  g_autofree char *library = cli->store != NULL ? g_strdup (cli->store) : zp_store_default_path ();

  self->cli = cli;
  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zp_cli_output_protect (self, library);
  return self;
}

/**
 * zp_cli_output_new:
 * @cli: a run, whose names and -o are read
 *
 * Returns: (transfer full) (nullable): where the results go; %NULL when -o cannot be used, which
 *   the user was told
 */
ZpCliOutput *
zp_cli_output_new (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) self = make (cli);

  return choose_place (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * zp_cli_output_new_file:
 * @cli: a run with -o, whose names are all taken into one result
 *
 * Returns: (transfer full): that the file of -o is the result, and no file that @cli names
 */
ZpCliOutput *
zp_cli_output_new_file (ZpCli *cli)
{
  ZpCliOutput *self = make (cli);

  self->file = g_strdup (cli->output);
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (self, g_ptr_array_index (cli->names, i));
  return self;
}

void
zp_cli_output_free (ZpCliOutput *self)
{
  g_free (self->folder);
  g_free (self->file);
  g_hash_table_unref (self->inputs);
  g_hash_table_unref (self->written);
  g_free (self);
}

/** zp_cli_output_protect: the file @name is an input and is never written to. */
void
zp_cli_output_protect (ZpCliOutput *self, const char *name)
{
  char *identity = dup_identity (name);

  if (identity != NULL)
    g_hash_table_add (self->inputs, identity);
}

/* --- names --- */

static void
append_part (GString *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (name->len > 0)
    g_string_append_c (name, '-');
  for (const char *p = text; *p != '\0' && name->len < MAX_NAME_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* What no file system and no shell minds. */
      if (g_unichar_iscntrl (c) || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        c = '_';
      g_string_append_unichar (name, c);
    }
}

/* “2020-单位-项目”, from what the form says. */
static char *
make_name (const ZpForm *form)
{
  GString *name = g_string_new (NULL);

  append_part (name, zp_form_get_field (form, "year"));
  append_part (name, zp_form_get_field (form, "unit"));
  append_part (name, zp_form_get_field (form, "project_name"));
  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, zp_form_get_id (form));
  /* A name that begins with a point would be hidden, one with a hyphen taken for an option. */
  if (strchr (".- ", name->str[0]) != NULL)
    name->str[0] = '_';
  return g_string_free (name, FALSE);
}

/* The end of “name.ziping”, but not that of “2020.年度表”. */
static gsize
find_extension (const char *base)
{
  const char *point = strrchr (base, '.');
  const char *p;

  if (point == NULL || point == base || point[1] == '\0')
    return strlen (base);
  for (p = point + 1; g_ascii_isalnum (*p); p++)
    ;
  return *p == '\0' && p - point <= 9 ? (gsize) (point - base) : strlen (base);
}

static gboolean
is_read_from_file (const char *input)
{
  return input != NULL && !g_str_equal (input, "-");
}

static char *
dup_stem (const char *input, const ZpForm *form)
{
  g_autofree char *base = NULL;

  if (!is_read_from_file (input))
    return make_name (form);
  base = g_path_get_basename (input);
  return g_strndup (base, find_extension (base));
}

static char *
dup_folder (ZpCliOutput *self, const char *input)
{
  if (self->folder != NULL)
    return g_strdup (self->folder);
  return is_read_from_file (input) ? g_path_get_dirname (input) : g_strdup (".");
}

static gboolean
was_written (ZpCliOutput *self, const char *path)
{
  g_autofree char *identity = dup_identity (path);

  return identity != NULL && g_hash_table_contains (self->written, identity);
}

/**
 * zp_cli_output_find_place:
 * @self: where the results go
 * @input: (nullable): the file that @form was read from, “-” or %NULL for none
 * @form: a form
 * @extension: what the name ends with, with its point
 *
 * Two forms that would get the same made-up name are told apart by their ids.
 *
 * Returns: (transfer full) (type filename): the file for the result
 */
char *
zp_cli_output_find_place (ZpCliOutput *self,
                          const char *input,
                          const ZpForm *form,
                          const char *extension)
{
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (self->file != NULL)
    return g_strdup (self->file);
  stem = dup_stem (input, form);
  name = g_strconcat (stem, extension, NULL);
  folder = dup_folder (self, input);
  path = g_build_filename (folder, name, NULL);
  if (is_read_from_file (input) || !was_written (self, path))
    return g_steal_pointer (&path);
  other = g_strconcat (stem, "-", zp_form_get_id (form), extension, NULL);
  return g_build_filename (folder, other, NULL);
}

/* --- writing --- */

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT, reason);
  return FALSE;
}

static gboolean
refuse_errno (GError **error, int system_errno)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT,
               _ ("cannot be written (%s); check the folder, its permissions and the disk"),
               g_strerror (system_errno));
  return FALSE;
}

static gboolean
check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK | X_OK) == 0 || refuse_errno (error, errno);
}

/**
 * zp_cli_output_check:
 * @self: where the results go
 * @path: a place from zp_cli_output_find_place()
 * @error: return location
 *
 * Looks whether a result may be written, so that what takes long is not done in vain.
 * zp_cli_output_write() looks again: somebody may have taken the name meanwhile.
 *
 * Returns: whether it may
 */
gboolean
zp_cli_output_check (ZpCliOutput *self, const char *path, GError **error)
{
  g_autofree char *identity = dup_identity (path);

  if (identity == NULL)
    return check_folder (path, error);
  if (g_hash_table_contains (self->inputs, identity))
    return refuse (error, _ ("is an input file or the library; give another place with -o"));
  if (g_hash_table_contains (self->written, identity))
    return refuse (error,
                   _ ("was just written for another form; give each form a name of its own"));
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return refuse (error, _ ("is no file but a folder or a device; give another place with -o"));
  if (!self->cli->force)
    return refuse (error,
                   _ ("is there already; use --force to replace it, or another place with -o"));
  return check_folder (path, error);
}

/**
 * zp_cli_output_is_ready:
 * @self: where the results go, all inputs being protected
 *
 * Looks at the file of -o before anything is read for it; tells the user what is wrong with it.
 *
 * Returns: whether it may be written, or is only known when the forms are
 */
gboolean
zp_cli_output_is_ready (ZpCliOutput *self)
{
  g_autoptr (GError) error = NULL;

  if (self->file == NULL || zp_cli_output_check (self, self->file, &error))
    return TRUE;
  zp_cli_fail (self->cli, ZP_CLI_FAILED, self->file, error);
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *content)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          data += n;
          size -= (gsize) n;
        }
    }
  return fsync (fd) == 0;
}

/* A file as the user's other programs make them; mkstemp makes one for the user alone. */
static gboolean
set_usual_mode (int fd)
{
  mode_t mask = umask (0);

  umask (mask);
  /* Some network file systems know no permissions. */
  return fchmod (fd, 0666 & ~mask) == 0 || errno == EPERM || errno == ENOTSUP;
}

static gboolean
fill (int fd, GBytes *content, GError **error)
{
  gboolean written = write_all (fd, content) && set_usual_mode (fd);
  int system_errno = errno;

  if (close (fd) != 0 && written)
    {
      written = FALSE;
      system_errno = errno;
    }
  return written || refuse_errno (error, system_errno);
}

/* Without --force the name is taken only when nobody else took it meanwhile. */
static gboolean
publish (const char *temporary, const char *path, gboolean force, GError **error)
{
  if (!force && link (temporary, path) == 0)
    {
      g_unlink (temporary);
      return TRUE;
    }
  if (!force && errno == EEXIST)
    return refuse (error,
                   _ ("is there already; use --force to replace it, or another place with -o"));
  /* Some file systems have no links. */
  if (g_rename (temporary, path) != 0)
    return refuse_errno (error, errno);
  return TRUE;
}

static gboolean
replace (const char *path, GBytes *content, gboolean force, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".ziping-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return refuse_errno (error, errno);
  if (fill (fd, content, error) && publish (temporary, path, force, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

/**
 * zp_cli_output_write:
 * @self: where the results go
 * @path: a place from zp_cli_output_find_place()
 * @content: the whole result
 * @error: return location
 *
 * Writes a result.  The file has its name only when it is whole and on the disk.
 *
 * Returns: whether it is there
 */
gboolean
zp_cli_output_write (ZpCliOutput *self, const char *path, GBytes *content, GError **error)
{
  char *identity;

  if (!zp_cli_output_check (self, path, error) || !replace (path, content, self->cli->force, error))
    return FALSE;
  identity = dup_identity (path);
  if (identity != NULL)
    g_hash_table_add (self->written, identity);
  return TRUE;
}

/** zp_cli_get_time: the time that documents name as theirs; builds that must give the same bytes set it. */
gint64
zp_cli_get_time (void)
{
  const char *given = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 value;

  if (given != NULL && g_ascii_string_to_signed (given, 10, 0, G_MAXINT32, &value, NULL))
    return value;
  return g_get_real_time () / G_USEC_PER_SEC;
}
