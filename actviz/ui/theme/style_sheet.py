"""Qt's style sheet for a theme: bars, menus, docks, panels, controls; flat, one accent, no gradients."""

from __future__ import annotations

from actviz.resource_files import resource
from actviz.ui.theme.palettes import Theme


def of(t: Theme) -> str:
    """Return the rules for a theme."""
    return _panels(t) + _bars(t) + _buttons(t) + _fields(t) + _menus(t) + _scroll_bars(t) + _tables(t) + _diagnosis(t)


def _image(name: str) -> str:
    return f'url("{str(resource(f"icons/{name}.svg")).replace(chr(92), "/")}")'


def _bars(t: Theme) -> str:
    return f"""
    #topBar {{ background: {t.card}; border-bottom: 1px solid {t.border}; }}
    #timeline {{ background: {t.card}; border-top: 1px solid {t.border}; }}
    #timeline QToolButton#quiet {{ color: {t.text}; }}
    #timeline QToolButton#quiet[leads="true"] {{ color: {t.accent}; }}
    #timeline QToolButton#quiet:disabled {{ color: {t.disabled}; }}
    #timeline[past="true"] {{ background: {t.past_soft}; border-top: 1px solid {t.past}; }}
    #timeline[past="true"] #timelineStep {{ color: {t.past_text}; font-weight: 600; }}
    #questionStrip {{ background: {t.past_soft}; border: 1px solid {t.past}; border-radius: 6px; }}
    #questionText {{ color: {t.past_text}; font-weight: 600; }}
    #messageStrip {{ background: {t.dead_soft}; border: 1px solid {t.dead}; border-radius: 6px; }}
    #messageText {{ color: {t.dead_text}; font-weight: 600; }}
    #verdictBar {{ background: {t.card}; border: 1px solid {t.border}; border-radius: 6px; }}
    #sceneStrip {{ background: {t.card}; border: 1px solid {t.accent}; border-radius: 6px; }}
    #sceneStrip:focus {{ border: 2px solid {t.accent}; }}
    #sceneTitle {{ color: {t.text}; font-weight: 600; }}
    #badge {{ background: {t.accent}; color: {t.on_accent}; border-radius: 9px; font-weight: 600; }}
    QStatusBar {{ background: {t.card}; border-top: 1px solid {t.border}; color: {t.muted}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QWidget {{ color: {t.muted}; }}
    #controlColumn, #controlHolder, #dockArea, #dockScroll {{ background: {t.window}; }}
    #dockArea QTabBar {{ qproperty-drawBase: 0; }}
    #dockArea QTabBar::tab {{ background: transparent; color: {t.muted}; border: none; padding: 4px 4px 5px 4px; }}
    #dockArea QTabBar::tab:selected {{ color: {t.text}; border-top: 2px solid {t.accent}; }}
    #dockArea QTabBar::tab:hover {{ color: {t.text}; }}
    #dockArea QTabBar:focus {{ border: 1px solid {t.accent}; border-radius: 4px; }}
    """


def _buttons(t: Theme) -> str:
    return f"""
    QPushButton, QToolButton#tool {{ background: {t.card}; color: {t.text}; border: 1px solid {t.border};
        border-radius: 6px; padding: 3px 10px; }}
    QPushButton:hover, QToolButton#tool:hover {{ border-color: {t.strong_border}; background: {t.sunken}; }}
    QPushButton:pressed, QToolButton#tool:pressed {{ background: {t.accent_soft}; }}
    QPushButton:focus, QToolButton#tool:focus {{ border-color: {t.accent}; }}
    QPushButton:disabled, QToolButton#tool:disabled {{ color: {t.disabled}; }}
    QPushButton#primary {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent};
        font-weight: 600; }}
    QPushButton#primary:disabled {{ background: {t.sunken}; color: {t.disabled}; border-color: {t.border}; }}
    QPushButton#primary:hover {{ border-color: {t.text}; }}
    QPushButton#primary:focus {{ border: 2px solid {t.text}; }}
    QToolButton#tool[iconOnly="true"] {{ padding: 2px; }}
    QToolButton#tool[popupMode="1"] {{ padding-right: 24px; }}
    QToolButton#tool::menu-button {{ border: none; border-left: 1px solid {t.border}; width: 18px; }}
    QToolButton#tool::menu-arrow {{ image: {_image("arrow-down")}; width: 9px; height: 9px; }}
    QToolButton#tight {{ background: {t.card}; color: {t.text}; border: 1px solid {t.border}; border-radius: 5px;
        padding: 1px 2px; }}
    QToolButton#tight:hover {{ border-color: {t.strong_border}; background: {t.sunken}; }}
    QToolButton#tight:focus {{ border-color: {t.text}; }}
    QToolButton#tight[leads="true"] {{ color: {t.accent}; border-color: {t.accent}; }}
    QToolButton#textLink {{ background: transparent; border: none; border-bottom: 1px solid transparent;
        color: {t.accent}; padding: 0; }}
    QToolButton#textLink:hover, QToolButton#textLink:focus {{ border-bottom: 1px solid {t.accent}; }}
    QToolButton#preset {{ background: transparent; color: {t.muted}; border: 1px solid transparent;
        border-radius: 4px; padding: 1px 3px; }}
    QToolButton#preset:hover {{ color: {t.text}; border-color: {t.strong_border}; }}
    QToolButton#preset:focus {{ color: {t.text}; border-color: {t.accent}; }}
    QToolButton#preset::menu-indicator {{ image: none; }}
    QToolButton#preset:checked {{ background: {t.accent_soft}; color: {t.text}; }}
    QToolButton#groupHeader {{ background: transparent; border: none; color: {t.text}; font-weight: 600;
        padding: 2px 0 2px 0; }}
    QToolButton#groupHeader:focus {{ color: {t.accent}; border: 1px solid {t.accent}; border-radius: 4px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QCheckBox {{ color: {t.muted}; spacing: 6px; }}
    QCheckBox:hover, QCheckBox:focus {{ color: {t.text}; }}
    QCheckBox:disabled {{ color: {t.disabled}; }}
    QCheckBox::indicator {{ width: 12px; height: 12px; border: 1px solid {t.muted}; border-radius: 3px;
        background: {t.sunken}; }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: {_image("check")}; }}
    QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {t.text}; }}
    QCheckBox::indicator:disabled {{ border-color: {t.disabled}; }}
    """


def _fields(t: Theme) -> str:
    return f"""
    QAbstractSpinBox, QComboBox, QLineEdit {{ background: {t.sunken}; color: {t.text};
        border: 1px solid {t.border}; border-radius: 5px; padding: 1px 4px 1px 6px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QAbstractSpinBox:hover, QComboBox:hover, QLineEdit:hover {{ border-color: {t.strong_border}; }}
    QAbstractSpinBox:focus, QComboBox:focus, QLineEdit:focus {{ border-color: {t.accent}; }}
    QDialog#popover {{ background: {t.card}; border: 1px solid {t.strong_border}; }}
    #noteText {{ background: {t.sunken}; color: {t.text}; border: 1px solid {t.border}; border-radius: 5px;
        padding: 2px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    #noteText:focus {{ border-color: {t.accent}; }}
    QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {t.disabled}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent;
        width: 15px; subcontrol-origin: border; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {t.accent_soft}; }}
    QAbstractSpinBox::up-arrow {{ image: {_image("arrow-up")}; width: 8px; height: 8px; }}
    QAbstractSpinBox::down-arrow {{ image: {_image("arrow-down")}; width: 8px; height: 8px; }}
    QComboBox::drop-down {{ border: none; width: 18px; }}
    QComboBox::down-arrow {{ image: {_image("arrow-down")}; width: 9px; height: 9px; }}
    QComboBox QAbstractItemView {{ background: {t.card}; color: {t.text}; border: 1px solid {t.strong_border};
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; outline: none; }}
    #controlHolder QComboBox {{ padding: 1px 0 1px 5px; }}
    #controlHolder QComboBox::drop-down {{ width: 15px; }}
    QComboBox#listFilter {{ padding: 1px 1px 1px 5px; }}
    QComboBox#listFilter::drop-down {{ width: 14px; }}
    QSlider::groove:horizontal {{ height: 3px; border-radius: 1px; background: {t.border}; }}
    QSlider::sub-page:horizontal {{ height: 3px; border-radius: 1px; background: {t.accent}; }}
    QSlider::handle:horizontal {{ width: 10px; height: 10px; margin: -4px 0; border-radius: 5px;
        background: {t.accent}; border: 1px solid {t.card}; }}
    QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border-color: {t.text}; }}
    QSlider#rateSlider::groove:horizontal, QSlider#rateSlider::sub-page:horizontal {{ height: 5px;
        border-radius: 2px; }}
    QSlider#rateSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; }}
    QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{ background: {t.disabled}; }}
    """


def _tables(t: Theme) -> str:
    return f"""
    QTreeView {{ background: {t.card}; color: {t.text}; border: none; outline: none;
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
    QTreeView::item {{ padding: 1px 0; }}
    QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QTreeView::indicator {{ width: 11px; height: 11px; border: 1px solid {t.muted}; border-radius: 3px;
        background: {t.sunken}; }}
    QTreeView::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: {_image("check")}; }}
    QTableView {{ background: {t.card}; color: {t.text}; border: none; outline: none;
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
    QTableView::item {{ padding: 0 4px; border: none; }}
    QTableView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QHeaderView {{ background: {t.card}; border: none; }}
    QTableCornerButton::section {{ background: {t.card}; border: none; }}
    QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.border}; padding: 2px 4px; }}
    """


def _menus(t: Theme) -> str:
    return f"""
    QMenuBar {{ background: {t.card}; color: {t.text}; padding: 1px 6px; }}
    QMenuBar::item {{ background: transparent; padding: 3px 5px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {t.accent_soft}; }}
    QMenu {{ background: {t.card}; color: {t.text}; border: 1px solid {t.strong_border}; padding: 4px; }}
    QMenu::item {{ padding: 4px 24px 4px 24px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; }}
    QMenu::item:disabled {{ color: {t.disabled}; }}
    QMenu::icon {{ left: 5px; }}
    QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 6px; }}
    """


def _scroll_bars(t: Theme) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 8px; }}
    QScrollBar:horizontal {{ height: 8px; }}
    QScrollBar::handle {{ background: {t.strong_border}; border-radius: 3px; margin: 1px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _diagnosis(t: Theme) -> str:
    return f"""
    #verdict {{ color: {t.accent}; }}
    #verdict[state="note"] {{ color: {t.text}; }}
    #verdict[state="sick"] {{ color: {t.dead_text}; }}
    #diagnosisArea, #diagnosisArea > QWidget > QWidget,
    #compareArea, #compareArea > QWidget > QWidget {{ background: {t.card}; }}
    #suggestionCard {{ background: {t.sunken}; border: 1px solid {t.border}; border-radius: 6px; }}
    #suggestionCard:hover {{ border-color: {t.strong_border}; }}
    QPushButton#suggestionTitle {{ background: transparent; border: none; border-bottom: 1px solid transparent;
        border-radius: 0; color: {t.accent}; font-weight: 600; padding: 0; text-align: left; }}
    QPushButton#suggestionTitle:hover, QPushButton#suggestionTitle:focus {{ border-bottom: 1px solid {t.accent}; }}
    QToolButton#suggestionAction {{ background: {t.card}; color: {t.text}; border: 1px solid {t.border};
        border-radius: 4px; padding: 0 7px; }}
    QToolButton#suggestionAction:hover, QToolButton#suggestionAction:focus {{ border-color: {t.accent}; }}
    #suggestionCard QProgressBar {{ background: {t.border}; border: none; border-radius: 2px; }}
    #suggestionCard QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
    """


def _panels(t: Theme) -> str:
    return f"""
    QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.strong_border}; padding: 4px; }}
    QMainWindow::separator {{ background: {t.window}; width: 8px; height: 8px; }}
    #panelHeader {{ background: {t.card}; border: 1px solid {t.border}; border-bottom: none;
                    border-top-left-radius: 6px; border-top-right-radius: 6px; }}
    #panelBody {{ background: {t.card}; border: 1px solid {t.border}; border-top: none;
                  border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; }}
    #panelHeader[framed="true"] {{ background: {t.accent_soft}; border: none; border-radius: 0; }}
    QToolButton#back {{ background: {t.card}; border: 1px solid {t.strong_border}; border-radius: 4px;
        padding: 0px 8px 0px 4px; color: {t.accent}; font-weight: 600; }}
    QToolButton#back:hover {{ background: {t.accent_soft}; }}
    #panelTitle {{ font-weight: 600; color: {t.text}; }}
    #panelNote, #muted {{ color: {t.muted}; }}
    #mapCaption {{ background: {t.card}; color: {t.text}; border-radius: 4px; padding: 1px 6px; }}
    #card {{ background: {t.card}; border: 1px solid {t.border}; border-radius: 6px; }}
    #card[past="true"] {{ border: 1px solid {t.past}; }}
    #pastNote {{ color: {t.past_text}; font-weight: 600; }}
    QToolButton#quiet {{ border: none; border-radius: 4px; padding: 2px; color: {t.muted}; }}
    QToolButton#quiet:hover {{ background: {t.accent_soft}; color: {t.text}; }}
    QToolButton#fit {{ background: {t.card}; border: 1px solid {t.strong_border}; border-radius: 4px;
        padding: 0px 6px; color: {t.accent}; font-weight: 600; }}
    QToolButton#fit:focus {{ border: 2px solid {t.accent}; }}
    QToolButton#fit:hover {{ background: {t.accent_soft}; }}
    QToolButton#quiet:focus {{ border: 1px solid {t.accent}; padding: 1px; color: {t.text}; }}
    QToolButton#quiet::menu-indicator {{ image: none; }}
    """
