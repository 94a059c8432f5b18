import threading

from actviz.app.mailbox import Failure, Mailbox, Report


def test_only_the_newest_lanes_are_kept():
    mailbox = Mailbox()
    old, new = ("old",), ("new",)
    mailbox.put(old)
    mailbox.put(new)
    assert mailbox.collect().lanes is new
    assert mailbox.collect().lanes is None


def test_it_says_whether_the_last_lanes_were_taken():
    mailbox = Mailbox()
    assert mailbox.taken
    mailbox.put(())
    assert not mailbox.taken
    mailbox.collect()
    assert mailbox.taken


def test_no_failure_is_lost_and_each_is_delivered_once():
    mailbox = Mailbox()
    for text in ("one", "two"):
        mailbox.fail(Failure(text))
    assert [f.sentence for f in mailbox.collect().failures] == ["one", "two"]
    assert mailbox.collect().failures == ()


def test_the_last_report_stays():
    mailbox = Mailbox()
    report = Report(3, (), None, True, 50.0, 0.1)
    mailbox.report(report)
    assert mailbox.collect().report is mailbox.collect().report is report


def test_failures_of_many_threads_all_arrive():
    mailbox = Mailbox()
    threads = [threading.Thread(target=lambda: [mailbox.fail(Failure("x")) for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    n = 0
    while any(t.is_alive() for t in threads):
        n += len(mailbox.collect().failures)
    assert n + len(mailbox.collect().failures) == 2000
