/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-compat.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-package.h"
#include "zp-seal.h"
#include "zp-take-in.h"

#include <glib/gi18n.h>

typedef struct
{
  ZpWindow *window;
  GFile *file;
  GBytes *bytes;
  ZpForm *form;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->window);
  g_clear_object (&opening->file);
  g_clear_object (&opening->form);
  g_clear_pointer (&opening->bytes, g_bytes_unref);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
tell_failure (Opening *opening, const GError *error)
{
  g_autofree char *name = g_file_get_basename (opening->file);
  g_autofree char *body = g_strdup_printf (_ ("%s: %s"), name, error->message);

  zp_tell (GTK_WINDOW (opening->window), _ ("The file could not be opened"), body);
}

static void
add_as_new (Opening *opening)
{
  g_autofree char *id = g_uuid_string_random ();

  zp_form_set_id (opening->form, id);
  zp_window_add_form (opening->window, opening->form);
}

/* A form file says what form it is: the same one is not added twice, another version replaces none. */
static void
place_form (Opening *opening)
{
  ZpLibrary *library = zp_window_get_library (opening->window);
  ZpStore *store = zp_library_get_store (library);
  const char *id = zp_form_get_id (opening->form);
  g_autoptr (ZpStoreRecord) known = store != NULL ? zp_store_load (store, id, NULL) : NULL;

  if (known == NULL)
    {
      zp_form_set_revision (opening->form, 0);
      zp_window_add_form (opening->window, opening->form);
    }
  else if (known->deleted != 0)
    {
      zp_form_set_revision (opening->form, 0);
      add_as_new (opening);
    }
  else if (zp_form_same_content (known, opening->form, zp_library_get_catalog (library)))
    zp_window_open_form (opening->window, id);
  else
    {
      g_autofree char *name = g_file_get_basename (opening->file);

      zp_take_in_form (opening->window, name, opening->form, opening->bytes);
    }
}

static ZpForm *
read_form (ZpLibrary *library, GBytes *bytes, GError **error)
{
  g_autofree char *id = NULL;
  ZpForm *form = zp_form_read (bytes, zp_library_get_catalog (library), error);

  if (form == NULL || zp_form_file_has_id (bytes))
    return form;
  /* The same file without an id is the same form the next time, too. */
  id = zp_form_make_content_id (form);
  zp_form_set_id (form, id);
  return form;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (opening->window->library == NULL)
    return;
  if (bytes != NULL && zp_take_in_is_exchange_file (bytes))
    {
      g_autofree char *name = g_file_get_basename (opening->file);

      zp_take_in (opening->window, name, bytes);
      return;
    }
  if (bytes != NULL)
    {
      opening->bytes = g_bytes_ref (bytes);
      opening->form = read_form (zp_window_get_library (opening->window), bytes, &error);
    }
  if (opening->form == NULL)
    tell_failure (opening, error);
  else
    place_form (opening);
}

/* Asked before it is read: a film that somebody dropped here would fill the memory. */
static void
sized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (opening->window->library == NULL)
    return;
  if (info != NULL
      && g_file_info_get_size (info) > (goffset) zp_seal_get_max_bytes (ZP_PACKAGE_MAX_BYTES))
    error = g_error_new (ZP_ERROR, ZP_ERROR_TOO_LARGE,
                         _ ("is larger than an exchange file can be (200 MB); choose another"));
  if (error != NULL)
    tell_failure (opening, error);
  else
    g_file_load_bytes_async (G_FILE (source), NULL, loaded_cb, g_steal_pointer (&opening));
}

/**
 * zp_window_open_file:
 * @self: the window
 * @file: a form file or a package
 *
 * Shows the form in @file: the library's own when it is the same, else as a new one.  Of a package,
 * and of another version of a form, it is shown first what taking it in would do.  Nothing is
 * overwritten.
 */
void
zp_window_open_file (ZpWindow *self, GFile *file)
{
  Opening *opening;

  g_return_if_fail (ZP_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (_zp_is_spreadsheet (file))
    {
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (files, g_object_ref (file));
      _zp_window_import_files (self, files);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->file = g_object_ref (file);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, sized_cb, opening);
}
