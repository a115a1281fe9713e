/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-clip-sheet.h"
#include "zp-paste-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* Copying out of the table and pasting into it.  Letters inside of a cell are the text view's own
 * business; here it is about cells. */

#define CHUNK (256 * 1024)

static ZpForm *
form_of (ZpFormPage *self)
{
  return zp_session_get_form (self->session);
}

/* --- copying --- */

static void
offer (ZpFormPage *self, ZpClip *clip)
{
  g_autofree char *tsv = zp_clip_to_tsv (clip);
  g_autofree char *html = zp_clip_to_html (clip);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  GdkContentProvider *both[2];
  g_autoptr (GdkContentProvider) all = NULL;

  both[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  both[1] = gdk_content_provider_new_typed (G_TYPE_STRING, tsv);
  all = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static void
copy_part (ZpFormPage *self, const ZpTableRange *range)
{
  g_autoptr (ZpClip) clip
      = zp_clip_new_from_sheet (zp_session_get_sheet (self->session), range->first_row,
                                range->first_column, range->last_row, range->last_column);
  guint n = zp_clip_get_n_rows (clip);
  g_autofree char *text = g_strdup_printf (ngettext ("%u row copied", "%u rows copied", n), n);

  offer (self, clip);
  zp_form_page_toast (self, text);
}

/* The cells that are selected, else the one with the focus. */
static gboolean
find_cells (ZpFormPage *self, ZpTableRange *out_range)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const ZpSheetCell *shown = cell != NULL ? zp_cell_get_cell (cell) : NULL;

  if (zp_table_view_get_range (self->table, out_range))
    return TRUE;
  if (shown == NULL)
    return FALSE;
  out_range->first_row = shown->row;
  out_range->first_column = shown->column;
  out_range->last_row = shown->row + shown->row_span - 1;
  out_range->last_column = shown->column + shown->column_span - 1;
  return TRUE;
}

static void
copy_cells_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpTableRange range;

  if (find_cells (self, &range))
    copy_part (self, &range);
}

/* The rows that are selected, or the one with the focus, from the left edge to the right. */
static void
copy_rows_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpTableRange range;

  if (!find_cells (self, &range))
    return;
  range.first_column = 0;
  range.last_column = zp_sheet_get_n_columns (zp_session_get_sheet (self->session)) - 1;
  copy_part (self, &range);
}

static void
copy_table_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpSheet *sheet = zp_session_get_sheet (self->session);
  ZpTableRange range
      = { 0, 0, zp_sheet_get_n_rows (sheet) - 1, zp_sheet_get_n_columns (sheet) - 1 };
  g_autoptr (ZpClip) clip = zp_clip_new_from_sheet (sheet, range.first_row, range.first_column,
                                                    range.last_row, range.last_column);

  offer (self, clip);
  zp_form_page_toast (self, _ ("The whole table is on the clipboard"));
}

/* --- emptying --- */

/* Addresses first: the sheet is another one after the first change. */
static GPtrArray *
list_typed (ZpFormPage *self, const ZpTableRange *range)
{
  ZpSheet *sheet = zp_session_get_sheet (self->session);
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->row >= range->first_row && cell->row <= range->last_row
          && cell->column >= range->first_column && cell->column <= range->last_column
          && !cell->merged && !cell->level && !cell->placeholder
          && (cell->kind == ZP_CELL_INPUT || cell->kind == ZP_CELL_SCORE)
          && *zp_form_get (form_of (self), cell->address) != '\0')
        g_ptr_array_add (addresses, g_strdup (cell->address));
    }
  return addresses;
}

static guint
clear_cells (ZpFormPage *self)
{
  g_autoptr (GPtrArray) addresses = NULL;
  ZpTableRange range;

  if (!find_cells (self, &range))
    return 0;
  addresses = list_typed (self, &range);
  if (addresses->len == 0)
    return 0;
  zp_form_begin_step (form_of (self), ZP_STEP_CUT, g_ptr_array_index (addresses, 0));
  for (guint i = 0; i < addresses->len; i++)
    (void) zp_form_set (form_of (self), g_ptr_array_index (addresses, i), "", NULL, NULL);
  zp_form_end_group (form_of (self));
  if (zp_table_view_get_focus_cell (self->table) != NULL)
    zp_cell_reload (zp_table_view_get_focus_cell (self->table));
  return addresses->len;
}

static void
clear_cells_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  guint n = clear_cells (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u cell emptied", "%u cells emptied", n), n);

  zp_form_page_toast (self, n > 0 ? text : _ ("There is nothing to empty in these cells"));
}

static void
cut_cells_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_cells_action (action, parameter, user_data);
  clear_cells_action (action, parameter, user_data);
}

/* --- pasting --- */

/* What was asked for, while the clipboard is read. */
typedef struct
{
  ZpFormPage *page;
  char *address;
  GByteArray *html;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->page);
  g_byte_array_unref (asking->html);
  g_free (asking->address);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* Where a block was put, in rows of the sheet: the row that had the focus may be a new one now. */
typedef struct
{
  ZpFormPage *page;
  guint row;
} Pasting;

static void
pasting_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Pasting *) data)->page);
  g_free (data);
}

static void
pasted_cb (ZpPasteDialog *dialog, Pasting *pasting)
{
  ZpFormPage *self = pasting->page;
  guint n = zp_paste_dialog_get_plan (dialog)->set->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%u cell pasted", "%u cells pasted", n), n);

  if (self->table == NULL)
    return;
  zp_table_view_focus_row_at (self->table, pasting->row);
  if (zp_table_view_get_focus_cell (self->table) != NULL)
    zp_cell_reload (zp_table_view_get_focus_cell (self->table));
  zp_form_page_toast (self, text);
}

static void
show_block (ZpFormPage *self, const char *address, ZpClip *clip)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const ZpSheetCell *anchor = zp_sheet_find (zp_session_get_sheet (self->session), address);
  Pasting *pasting = g_new0 (Pasting, 1);
  ZpPasteDialog *dialog;

  pasting->page = g_object_ref (self);
  pasting->row = anchor != NULL ? anchor->row : 0;
  zp_form_end_typing (form_of (self));
  dialog = zp_paste_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, form_of (self),
                                address, clip);
  g_signal_connect_data (dialog, "pasted", G_CALLBACK (pasted_cb), pasting, pasting_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A cell without a text view takes a single text as a block of one cell. */
static void
paste_text (Asking *asking, const char *text)
{
  ZpFormPage *self = asking->page;
  ZpCell *cell = zp_table_view_find (self->table, asking->address);
  g_autoptr (ZpClip) clip = zp_clip_new ();
  g_autoptr (ZpPaste) plan = NULL;

  if (cell == NULL || *text == '\0' || zp_cell_insert (cell, text))
    return;
  (void) zp_clip_put (clip, 0, 0, 1, 1, text);
  plan = zp_paste_plan (form_of (self), asking->address, clip);
  if (plan->set->len > 0)
    (void) zp_paste_apply (form_of (self), asking->address, clip);
  else if (plan->left->len > 0)
    {
      const ZpPasteItem *item = g_ptr_array_index (plan->left, 0);
      g_autofree char *why
          = g_strdup_printf (_ ("“%s” is not taken: %s"), item->text, item->reason);

      zp_form_page_toast (self, why);
    }
}

/* Lines without a tab are words with breaks where the cell holds words, else cells of a column. */
static gboolean
is_block (Asking *asking, const ZpClip *clip, gboolean sure)
{
  ZpCell *cell = zp_table_view_find (asking->page->table, asking->address);
  const ZpSheetCell *shown = cell != NULL ? zp_cell_get_cell (cell) : NULL;

  if (zp_clip_get_n_columns (clip) > 1)
    return TRUE;
  if (zp_clip_get_n_rows (clip) < 2)
    return FALSE;
  return sure
         || (shown != NULL && shown->spec != NULL && shown->spec->type != ZP_TYPE_TEXT
             && shown->spec->type != ZP_TYPE_PARAGRAPH);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (ZpClip) clip = NULL;

  if (text == NULL || asking->page->table == NULL)
    return;
  clip = zp_clip_new_from_tsv (text);
  if (is_block (asking, clip, FALSE))
    show_block (asking->page, asking->address, g_steal_pointer (&clip));
  else
    /* What a spreadsheet puts in quotation marks, for a single cell as well, is taken out of them. */
    paste_text (asking, zp_clip_get_n_rows (clip) == 1 ? zp_clip_get_text (clip, 0, 0) : text);
}

static void
read_text (Asking *asking)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (asking->page)), NULL,
                                 text_read_cb, asking);
}

static void
html_read (Asking *asking)
{
  g_autoptr (GBytes) bytes = g_bytes_new (asking->html->data, asking->html->len);
  ZpClip *clip = zp_clip_new_from_html (bytes);

  if (clip != NULL && asking->page->table != NULL && is_block (asking, clip, TRUE))
    {
      show_block (asking->page, asking->address, clip);
      asking_free (asking);
      return;
    }
  zp_clip_free (clip);
  read_text (asking);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (chunk == NULL || g_bytes_get_size (chunk) == 0 || asking->html->len > ZP_CLIP_MAX_BYTES)
    {
      html_read (asking);
      return;
    }
  g_byte_array_append (asking->html, g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), CHUNK, G_PRIORITY_DEFAULT, NULL,
                                   chunk_read_cb, asking);
}

static void
html_offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream == NULL)
    read_text (asking);
  else
    g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, NULL, chunk_read_cb,
                                     asking);
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *html[] = { "text/html", NULL };
  ZpFormPage *self = user_data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const char *address = cell != NULL ? zp_cell_get_address (cell) : NULL;
  Asking *asking;

  if (address == NULL || zp_cell_is_composing (cell))
    return;
  asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (self);
  asking->address = g_strdup (address);
  asking->html = g_byte_array_new ();
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), html[0]))
    gdk_clipboard_read_async (clipboard, html, G_PRIORITY_DEFAULT, NULL, html_offered_cb, asking);
  else
    read_text (asking);
}

/* --- all together --- */

/** zp_form_page_update_clipboard: a form that was handed in can be copied from only. */
void
zp_form_page_update_clipboard (ZpFormPage *self)
{
  static const char *const changing[] = { "paste", "cut-cells", "clear-cells" };
  gboolean open = !zp_form_is_read_only (form_of (self));

  for (gsize i = 0; i < G_N_ELEMENTS (changing); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), changing[i])),
        open);
}

/** zp_form_page_add_clipboard: makes the actions of the clipboard. */
void
zp_form_page_add_clipboard (ZpFormPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "paste", .activate = paste_action },
    { .name = "copy-cells", .activate = copy_cells_action },
    { .name = "cut-cells", .activate = cut_cells_action },
    { .name = "clear-cells", .activate = clear_cells_action },
    { .name = "copy-rows", .activate = copy_rows_action },
    { .name = "copy-table", .activate = copy_table_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
