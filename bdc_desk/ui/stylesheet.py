"""The one stylesheet. Shapes and spacing only; fonts come from `theme.font`, so that text size changes live.

Roles (property `role`): QPushButton primary / quiet / danger; QFrame card (surface with a hairline), panel
(background), well (selected tint, for the one line that says what to do next), notice (raised, for banners);
QLabel muted / error / ok / accent.
"""

from bdc_desk.ui.tokens import CONTROL_HEIGHT, GAP_M, GAP_S, RADIUS, RADIUS_LARGE, Tokens

FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QListView, QTableView, QTreeView"


def stylesheet(look: Tokens, scale: float) -> str:
    """The text of the stylesheet for a palette; `scale` makes controls grow with the text they hold."""
    height = max(CONTROL_HEIGHT, round(CONTROL_HEIGHT * scale))
    return "".join(
        (_buttons(look, height), _fields(look, height), _choices(look, height), _frames(look), _bars(look))
    )


def _buttons(look: Tokens, height: int) -> str:
    inner = height - 2 * look.line
    return f"""
QPushButton, QToolButton {{ background: {look.raised}; color: {look.text};
  border: {look.line}px solid {look.border}; border-radius: {RADIUS}px;
  padding: 0 {GAP_M}px; min-height: {inner}px; }}
QToolButton {{ padding: 0 {GAP_S}px; min-width: {inner - 2 * GAP_S}px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {look.accent}; }}
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{
  background: {look.selected}; border-color: {look.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ background: {look.bg}; color: {look.muted};
  border-color: {look.hairline}; border-style: {"dashed" if look.line > 1 else "solid"}; }}
QPushButton:focus, QToolButton:focus {{ border: {look.ring}px solid {look.accent};
  padding: 0 {GAP_M - 1}px; min-height: {inner - 2}px; }}
QToolButton:focus {{ padding: 0 {GAP_S - 1}px; }}
QPushButton[role="primary"] {{ background: {look.accent}; color: {look.on_accent};
  border-color: {look.accent}; font-weight: bold; }}
QPushButton[role="primary"]:hover {{ border-color: {look.text}; }}
QPushButton[role="primary"]:focus {{ border-color: {look.text}; }}
QPushButton[role="primary"]:disabled {{ background: {look.raised}; color: {look.muted};
  border-color: {look.hairline}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {look.raised}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border-color: {look.accent}; }}
QPushButton[role="danger"] {{ color: {look.error}; border-color: {look.error}; }}
QPushButton[role="danger"]:disabled {{ color: {look.muted}; border-color: {look.hairline}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(look: Tokens, height: int) -> str:
    inner = height - 2 * look.line
    return f"""
{FIELDS} {{ background: {look.surface}; color: {look.text}; border: {look.line}px solid {look.border};
  border-radius: {RADIUS}px; selection-background-color: {look.selected}; selection-color: {look.text};
  placeholder-text-color: {look.muted}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {inner}px; padding: 0 {GAP_S}px; }}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QListView, QTableView, QTreeView {{ padding: 1px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: {look.ring}px solid {look.accent};
  min-height: {inner - 2}px; padding: 0 {GAP_S - 1}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: {look.ring}px solid {look.accent}; padding: 3px; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: {look.ring}px solid {look.accent};
  padding: 0; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
  background: {look.bg}; color: {look.muted}; border-color: {look.hairline}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {look.bg}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; min-height: 0; padding: 0 6px;
  background: transparent; }}
QComboBox {{ padding-right: 28px; }}
QComboBox:focus {{ padding-right: 27px; }}
QComboBox::drop-down {{ border: none; width: 26px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url(icons:chevron-{look.name}.svg); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {look.surface}; border: {look.line}px solid {look.border};
  border-radius: 0; outline: none; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 24px;
  background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: url(icons:chevron-up-{look.name}.svg); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url(icons:chevron-{look.name}.svg); width: 10px; height: 10px; }}
QListView::item, QTreeView::item {{ min-height: {height - 4}px; padding: 0 {GAP_S}px; }}
QTableView::item {{ padding: 0 {GAP_S}px; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
  background: {look.selected}; color: {look.text}; }}
QTableView {{ outline: none; gridline-color: {look.hairline}; alternate-background-color: {look.bg}; }}
QHeaderView {{ background: {look.raised}; border: none; }}
QHeaderView::section {{ background: {look.raised}; color: {look.text}; border: none;
  border-bottom: {look.line}px solid {look.border}; padding: 0 {GAP_S}px; min-height: {height - 4}px; }}
QTableCornerButton::section {{ background: {look.raised}; border: none; }}
"""


def _choices(look: Tokens, height: int) -> str:
    return f"""
QCheckBox, QRadioButton {{ min-height: {height - 4}px; spacing: {GAP_S}px; color: {look.text};
  border: {look.ring}px solid transparent; border-radius: {RADIUS}px; padding: 0 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {look.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {look.muted}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px;
  border: {look.line}px solid {look.border}; background: {look.surface}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:checked {{ background: {look.accent}; border-color: {look.accent};
  image: url(icons:check-{look.name}.svg); }}
QRadioButton::indicator:checked {{ border-color: {look.accent}; background: {look.surface};
  image: url(icons:dot-{look.name}.svg); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {look.hairline};
  background: {look.bg}; }}
QTabWidget::pane {{ border: none; border-top: {look.line}px solid {look.hairline}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {look.muted}; border: {look.ring}px solid transparent;
  border-bottom: {look.ring}px solid transparent; padding: 0 {GAP_M}px; min-height: {height - 4}px; }}
QTabBar::tab:hover {{ color: {look.text}; }}
QTabBar::tab:selected {{ color: {look.text}; border-bottom-color: {look.accent}; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ border-color: {look.accent}; border-radius: {RADIUS}px; }}
"""


def _frames(look: Tokens) -> str:
    return f"""
QFrame[role="card"] {{ background: {look.surface}; border: {look.line}px solid {look.hairline};
  border-radius: {RADIUS_LARGE}px; }}
QFrame[role="panel"] {{ background: {look.bg}; border: none; }}
QFrame[role="well"] {{ background: {look.selected}; border: none; border-radius: {RADIUS}px; }}
QFrame[role="notice"] {{ background: {look.raised}; border: {look.line}px solid {look.border};
  border-radius: {RADIUS_LARGE}px; }}
QLabel[role="muted"] {{ color: {look.muted}; }}
QLabel[role="error"] {{ color: {look.error}; }}
QLabel[role="ok"] {{ color: {look.ok}; }}
QLabel[role="accent"] {{ color: {look.accent}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QToolTip {{ background: {look.raised}; color: {look.text};
  border: {look.line}px solid {look.border}; padding: 4px; }}
QGroupBox {{ border: {look.line}px solid {look.hairline}; border-radius: {RADIUS_LARGE}px; margin-top: 18px;
  padding: 8px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {GAP_S}px; color: {look.muted}; }}
"""


def _bars(look: Tokens) -> str:
    return f"""
QMenu {{ background: {look.surface}; color: {look.text};
  border: {look.line}px solid {look.border}; padding: 4px; }}
QMenu::item {{ padding: 6px {GAP_M}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {look.selected}; }}
QMenu::item:disabled {{ color: {look.muted}; }}
QMenu::separator {{ height: 1px; background: {look.hairline}; margin: 4px; }}
QProgressBar {{ background: {look.raised}; color: {look.text}; border: {look.line}px solid {look.border};
  border-radius: {RADIUS}px; text-align: center; min-height: 22px; }}
QProgressBar::chunk {{ background: {look.selected}; border-radius: {RADIUS - 1}px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {look.border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {look.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
