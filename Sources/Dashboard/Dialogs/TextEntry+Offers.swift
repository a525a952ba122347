// The questions about offers that are answered in words.

import Lifecycle
import Terminal

extension TextEntry {
  /// Asks for the answer of a step of offers. The rules decide in the end; what can't be right is told
  /// while the field is open.
  static func answer(
    _ step: Step, of keys: [OfferKey], link: Link?, known: String, suggestion: String?
  ) -> TextEntry {
    TextEntry(
      title: step.title, text: step.help, link: link,
      remembering: step.fact.map { .offer(.fact($0)) }, field: TextField(known),
      suggestion: suggestion
    ) { text throws(Misfit) in
      if case .question(let question) = step.kind {
        do throws(Misfit) {
          _ = try question.value(text)
        } catch {
          throw Misfit(reason: "Not valid: \(error.reason).")
        }
      }
      return [
        .write(.perform(keys, [.answer(step: step.id, value: text)], title: step.title))
      ]
    }
  }

  /// Asks for the support ticket of an answer that disputes the type of offers.
  static func ticket(
    _ step: Step, _ action: Action, of keys: [OfferKey], known: String
  ) -> TextEntry {
    TextEntry(
      title: "Support ticket",
      text: "The number of the support ticket about the wrong offer type. It is optional: "
        + "without one, press Enter.",
      remembering: .offer(.fact(.supportTicket)), field: TextField(known)
    ) { text throws(Misfit) in
      let ticket = text.trimmingWhitespace()
      return [
        .write(
          .perform(
            keys, [action] + (ticket.isEmpty ? [] : [.edit(.fact(.supportTicket), ticket)]),
            title: step.title))
      ]
    }
  }

  /// Asks for the report that an event of offers comes with.
  static func report(_ event: StageEvent, of keys: [OfferKey]) -> TextEntry {
    TextEntry(
      title: event.title, text: "Certification report (saved with the offer)", remembering: nil,
      field: .multiline()
    ) { text throws(Misfit) in
      let report = text.trimmingWhitespace()
      guard !report.isEmpty else { throw Misfit(reason: "Paste the certification report.") }
      return [.write(.perform(keys, [.event(event, report: report)], title: event.title))]
    }
  }

  /// Asks for the value of a field of an offer; an empty one clears a fact.
  static func value(_ field: OfferField, of offer: Offer, known: String) -> TextEntry {
    let key = offer.key
    return TextEntry(
      title: field.name, text: "For \(offer.name).", remembering: .offer(field),
      field: TextField(known)
    ) { text throws(Misfit) in
      let isEmpty = text.trimmingWhitespace().isEmpty
      if case .fact(let fact) = field {
        do throws(Misfit) {
          if !isEmpty { _ = try fact.value(text) }
        } catch {
          throw Misfit(reason: "Not valid: \(error.reason).")
        }
      } else if isEmpty {
        throw Misfit(reason: "This can't be empty.")
      }
      return [.write(.perform([key], [.edit(field, text)], title: "Change \(field.name)"))]
    }
  }

  /// Asks for a file with offers.
  ///
  /// - Parameter owner: the publisher of rows that name none; nil if each row has to.
  static func offerFile(for owner: Publisher?) -> TextEntry {
    TextEntry(
      title: "Import a file",
      text:
        "A CSV table, the offer list of a portal, or an export. It is taken whole or not at all."
        + (owner.map { " Rows that name no publisher go to \($0.name)." } ?? ""),
      remembering: .offerFile
    ) { text throws(Misfit) in
      let path = try filePath(text)
      return [.say("Importing \(path)…"), .ask(.importFile(path, publisher: owner?.id))]
    }
  }

  /// Asks for the ID of a publisher to add.
  static func publisherID() -> TextEntry {
    TextEntry(
      title: "Add a publisher", text: "The publisher ID shown in the portal.", remembering: nil
    ) { text throws(Misfit) in
      do throws(Misfit) {
        return [.ask(.addPublisher(try Publisher.id(text)))]
      } catch {
        throw Misfit(reason: "Enter the publisher ID shown in the portal: \(error.reason).")
      }
    }
  }

  /// The path that a text is.
  static func filePath(_ text: String) throws(Misfit) -> String {
    let path = text.trimmingWhitespace()
    guard !path.isEmpty else {
      throw Misfit(reason: "Enter the path of a file (~ is your home folder).")
    }
    return path
  }
}
